package hearth.core.state;

import hearth.core.Ending;
import hearth.core.Lists;
import hearth.core.Phase;
import hearth.core.fleet.AnnouncementPolicy;
import hearth.core.fleet.Placement;
import hearth.core.fleet.Server;
import hearth.core.history.HistoryRow;
import hearth.core.history.Tally;
import hearth.core.history.TallyBuilder;
import hearth.core.note.Note;
import hearth.core.wanted.Announcement;
import hearth.core.wanted.AzureWantedBuilder;
import hearth.core.wanted.DeliveryBuilder;
import hearth.core.wanted.DiscordWantedBuilder;
import hearth.core.wanted.Hostname;
import hearth.core.wanted.Pace;
import hearth.core.wanted.Progress;
import hearth.core.wanted.Scale;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A state while the rules work on it: read from one {@link State}, made into the next {@link Step}.
 */
public final class Draft {
  /** The most lines that the session message remembers. */
  private static final int RECENT = 8;

  public final Server server;
  public final State before;
  public final Instant now;

  public final LifeBuilder life;
  public @Nullable SessionBuilder session;
  public PlacingBuilder placing;
  public OrdersBuilder orders;
  public TallyBuilder tally;
  public TellingBuilder telling;
  public @Nullable Machine machine;
  public Players players;
  public Usage usage;
  public final AzureWantedBuilder azure;
  public final DiscordWantedBuilder discord;
  public final MemoryBuilder memory;
  public final DeliveryBuilder delivery;
  public final List<HistoryRow> rows = new ArrayList<>();

  public Draft(Server server, State from, Instant now) {
    this.server = server;
    this.before = from;
    this.now = now;
    Session s = from.session();
    life = LifeBuilder.builder(from.life());
    session = s == null ? null : SessionBuilder.builder(s);
    placing = PlacingBuilder.builder(s == null ? Placing.NONE : s.placing());
    orders = OrdersBuilder.builder(s == null ? Orders.NONE : s.orders());
    tally = TallyBuilder.builder(s == null ? Tally.NONE : s.tally());
    telling = TellingBuilder.builder(s == null ? Telling.NONE : s.telling());
    machine = from.machine();
    players = from.players();
    usage = from.usage();
    azure = AzureWantedBuilder.builder(from.azure());
    discord = DiscordWantedBuilder.builder(from.discord());
    memory = MemoryBuilder.builder(from.memory());
    delivery = DeliveryBuilder.builder(from.delivery());
  }

  public State state() {
    return new State(
        life.build(),
        session == null
            ? null
            : session
                .placing(placing.build())
                .orders(orders.build())
                .tally(tally.build())
                .telling(telling.build())
                .build(),
        machine,
        players,
        usage,
        azure.build(),
        discord.build(),
        memory.build(),
        delivery.build());
  }

  public Step step() {
    return new Step(state(), rows);
  }

  /** The session, where the phase says that there is one. */
  public SessionBuilder session() {
    return Objects.requireNonNull(session, "there is no session yet");
  }

  /** Another session begins. */
  public void open(Session begun) {
    session = SessionBuilder.builder(begun);
    placing = PlacingBuilder.builder(begun.placing());
    orders = OrdersBuilder.builder(begun.orders());
    tally = TallyBuilder.builder(begun.tally());
    telling = TellingBuilder.builder(begun.telling());
  }

  /** The machine, where the phase says that there is one. */
  public Machine machine() {
    return Objects.requireNonNull(machine, "there is no machine");
  }

  /** The scale set in use, once one was. */
  public Scale scale() {
    return Objects.requireNonNull(azure.scale(), "no scale set was used yet");
  }

  public void enter(Phase next) {
    if (session != null) {
      Map<Phase, Long> spent = new EnumMap<>(Phase.class);
      spent.putAll(tally.spent());
      spent.merge(life.phase(), Duration.between(life.since(), now).toSeconds(), Long::sum);
      tally.spent(spent);
    }
    life.phase(next).since(now);
  }

  public boolean hasLasted(Duration limit) {
    return !life.since().plus(limit).isAfter(now);
  }

  /** Tells the channel if the settings want that told, and the session message always. */
  public void tell(AnnouncementPolicy.Kind kind, Note note) {
    if (server.channel().announce().kinds().contains(kind)) {
      announce(false, note);
    }
    happened(note);
  }

  /** Tells of a player's leave, but only after a while, in which a return takes it back. */
  public void tellLater(AnnouncementPolicy.Kind kind, Note note, String player, Duration wait) {
    if (server.channel().announce().kinds().contains(kind)) {
      add(Announcement.held(nextAnnouncement(), note, now, player, now.plus(wait)));
    }
    happened(note);
  }

  private void happened(Note note) {
    if (session != null) {
      telling.recent(Lists.plus(telling.recent(), new Telling.Happening(now, note), RECENT));
    }
  }

  /** The earlier of two times, of which those not after now and null do not count. */
  public @Nullable Instant sooner(@Nullable Instant next, @Nullable Instant at) {
    return at != null && at.isAfter(now) && (next == null || at.isBefore(next)) ? at : next;
  }

  /** Whether the operator was told that in this session. */
  public boolean isTold(String key) {
    return session != null && telling.told().contains(key);
  }

  /** Tells the operator, once a session for each {@code key}. */
  public void tellOperatorOnce(String key, Note note) {
    if (isFirst(key)) {
      tellOperator(note);
    }
  }

  /** Whether that was not told in this session yet; from now on it was. */
  public boolean isFirst(String key) {
    boolean first = !isTold(key);
    if (first && session != null) {
      telling.told(Lists.plus(telling.told(), key));
    }
    return first;
  }

  public void tellOperator(Note note) {
    announce(true, note);
  }

  /** Tells the channel alone: it is no part of the session. */
  public void announce(Note note) {
    announce(false, note);
  }

  private void announce(boolean toOperator, Note note) {
    add(Announcement.of(nextAnnouncement(), toOperator, note, now));
  }

  private void add(Announcement announcement) {
    if (announcement.toOperator()) {
      addForOperator(announcement);
    } else if (announcement.note().isOfMachine()) {
      addOfMachine(announcement);
    } else {
      discord.announcements(Lists.plus(discord.announcements(), announcement));
    }
  }

  /** Beyond the minute's budget there is one line, told when the minute is over. */
  private void addOfMachine(Announcement announcement) {
    Pace pace = Pace.next(discord.pace(), now);
    discord.pace(pace);
    if (!pace.isSpent()) {
      discord.announcements(Lists.plus(discord.announcements(), announcement));
      return;
    }
    Announcement last = waiting(false, Note.Folded.class);
    int count = last == null ? 1 : ((Note.Folded) last.note()).count() + 1;
    Announcement folded =
        Announcement.held(announcement.n(), new Note.Folded(count), now, null, pace.end());
    discord.announcements(
        last == null
            ? Lists.plus(discord.announcements(), folded)
            : Lists.mapped(discord.announcements(), one -> one.n() == last.n() ? folded : one));
  }

  /** Of one kind that waits there is one line, with the newest and how many they are. */
  private void addForOperator(Announcement announcement) {
    Object kind = kindOf(announcement.note());
    Announcement same =
        discord.announcements().stream()
            .filter(one -> isWaiting(one, true) && kindOf(one.note()).equals(kind))
            .findFirst()
            .orElse(null);
    if (same == null) {
      discord.announcements(Lists.plus(discord.announcements(), announcement));
      return;
    }
    int count = same.note() instanceof Note.Repeated many ? many.count() + 1 : 2;
    Note note = new Note.Repeated(announcement.note(), count);
    Announcement folded = Announcement.of(announcement.n(), true, note, same.at());
    discord.announcements(
        Lists.mapped(discord.announcements(), one -> one.n() == same.n() ? folded : one));
  }

  private @Nullable Announcement waiting(boolean toOperator, Class<? extends Note> kind) {
    return discord.announcements().stream()
        .filter(one -> isWaiting(one, toOperator) && kind.isInstance(one.note()))
        .findFirst()
        .orElse(null);
  }

  private static boolean isWaiting(Announcement one, boolean toOperator) {
    return one.toOperator() == toOperator && one.firstAttempt() == null;
  }

  /** What is told of one channel or one person says nothing of another. */
  private static Object kindOf(Note note) {
    return switch (note) {
      case Note.Repeated n -> kindOf(n.note());
      case Note.ChannelRefused n -> "channel " + n.channel();
      case Note.AnswerRefused n -> n.user();
      case Note.AzureRefused n -> "set " + n.scaleSet();
      default -> note.getClass();
    };
  }

  /** The number of one more. */
  public long nextAnnouncement() {
    return discord.announced(discord.announced() + 1).announced();
  }

  /** Whether the world was seen to be saved; once it was, nothing unsays it. */
  public void saved(@Nullable Boolean seen) {
    Ending ending = session().ending();
    if (ending != null && seen != null && !Boolean.TRUE.equals(ending.saved())) {
      session().ending(ending.saved(seen));
    }
  }

  /** The address that players type, or null while it is not known. */
  public @Nullable String address() {
    return Views.address(server, machine, azure.hostname());
  }

  public @Nullable String joinCode() {
    return machine == null ? null : machine.joinCode();
  }

  public void want(String scaleSet, String size, int capacity) {
    Scale scale = azure.scale();
    Progress progress = Progress.after(scale == null ? null : scale.progress());
    azure.scale(new Scale(scaleSet, size, capacity, null, progress));
  }

  /** Another of the server's scale sets is to be emptied. */
  public void orphan(String scaleSet) {
    boolean known = azure.orphans().stream().anyMatch(one -> one.scaleSet().equals(scaleSet));
    if (!known) {
      String size =
          server.machines().placements().stream()
              .filter(placement -> placement.scaleSet().equals(scaleSet))
              .map(Placement::size)
              .findFirst()
              .orElseThrow();
      Scale orphan =
          new Scale(scaleSet, size, 0, null, new Progress(scale().revision(), 0, 0, null));
      azure.orphans(Lists.plus(azure.orphans(), orphan));
    }
  }

  /** The stable name is to follow the machine's address. */
  public void pointName() {
    if (server.stableName() == null || machine == null || machine.address() == null) {
      return;
    }
    Hostname hostname = azure.hostname();
    if (hostname == null || !hostname.address().equals(machine.address())) {
      Progress progress = Progress.after(hostname == null ? null : hostname.progress());
      azure.hostname(new Hostname(machine.address(), progress));
    }
  }
}
