package hearth.core;

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
final class Draft {
  /** How many lines the session message remembers. */
  private static final int RECENT = 8;

  final Server server;
  final State before;
  final Instant now;

  final LifeBuilder life;
  @Nullable SessionBuilder session;
  PlacingBuilder placing;
  OrdersBuilder orders;
  TallyBuilder tally;
  TellingBuilder telling;
  @Nullable Machine machine;
  Players players;
  Usage usage;
  final AzureWantedBuilder azure;
  final DiscordWantedBuilder discord;
  final MemoryBuilder memory;
  final DeliveryBuilder delivery;
  final List<HistoryRow> rows = new ArrayList<>();

  Draft(Server server, State from, Instant now) {
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

  State state() {
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

  Step step() {
    return new Step(state(), rows);
  }

  /** The session, where the phase says that there is one. */
  SessionBuilder session() {
    return Objects.requireNonNull(session, "there is no session yet");
  }

  /** Another session begins. */
  void open(Session begun) {
    session = SessionBuilder.builder(begun);
    placing = PlacingBuilder.builder(begun.placing());
    orders = OrdersBuilder.builder(begun.orders());
    tally = TallyBuilder.builder(begun.tally());
    telling = TellingBuilder.builder(begun.telling());
  }

  /** The machine, where the phase says that there is one. */
  Machine machine() {
    return Objects.requireNonNull(machine, "there is no machine");
  }

  /** The scale set in use, once one was. */
  Scale scale() {
    return Objects.requireNonNull(azure.scale(), "no scale set was used yet");
  }

  void enter(Phase next) {
    if (session != null) {
      Map<Phase, Long> spent = new EnumMap<>(Phase.class);
      spent.putAll(tally.spent());
      spent.merge(life.phase(), Duration.between(life.since(), now).toSeconds(), Long::sum);
      tally.spent(spent);
    }
    life.phase(next).since(now);
  }

  boolean hasLasted(Duration limit) {
    return !life.since().plus(limit).isAfter(now);
  }

  /** Tells the channel if the settings want that told, and the session message always. */
  void tell(Announce.Kind kind, Note note) {
    if (server.announce().kinds().contains(kind)) {
      announce(false, note);
    }
    happened(note);
  }

  /** Tells of a player's leave, but only after a while, in which a return takes it back. */
  void tellLater(Announce.Kind kind, Note note, String player, Duration wait) {
    if (server.announce().kinds().contains(kind)) {
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
  @Nullable Instant sooner(@Nullable Instant next, @Nullable Instant at) {
    boolean ahead = at != null && at.isAfter(now);
    return ahead && (next == null || at.isBefore(next)) ? at : next;
  }

  /** Whether the operator was told that in this session. */
  boolean isTold(String key) {
    return session != null && telling.told().contains(key);
  }

  /** Tells the operator, once a session for each {@code key}. */
  void tellOperatorOnce(String key, Note note) {
    if (!isTold(key)) {
      tellOperator(note);
      if (session != null) {
        telling.told(Lists.plus(telling.told(), key));
      }
    }
  }

  void tellOperator(Note note) {
    announce(true, note);
  }

  /** Tells the channel alone: it is no part of the session. */
  void announce(Note note) {
    announce(false, note);
  }

  private void announce(boolean toOperator, Note note) {
    add(Announcement.of(nextAnnouncement(), toOperator, note, now));
  }

  private void add(Announcement announcement) {
    discord.announcements(Lists.plus(discord.announcements(), announcement));
  }

  /** The number of one more. */
  long nextAnnouncement() {
    return discord.announced(discord.announced() + 1).announced();
  }

  /** Discord refuses the server's channel: told to the operator, once a session. */
  void tellChannelRefused(Result.Refused refused) {
    tellOperatorOnce(
        "channel",
        new Note.ChannelRefused(server.channel(), refused.code() + " " + refused.message()));
  }

  /** Whether the world was seen to be saved; once it was, nothing unsays it. */
  void saved(@Nullable Boolean seen) {
    Ending ending = session().ending();
    if (ending != null && seen != null && !Boolean.TRUE.equals(ending.saved())) {
      session().ending(ending.saved(seen));
    }
  }

  /** The address that players type, or null while it is not known. */
  @Nullable String address() {
    return Views.address(server, machine, azure.hostname());
  }

  @Nullable String joinCode() {
    return machine == null ? null : machine.joinCode();
  }

  void want(String scaleSet, String size, int capacity) {
    Scale scale = azure.scale();
    long revision = scale == null ? 0 : scale.revision();
    long done = scale == null ? 0 : scale.done();
    azure.scale(new Scale(scaleSet, size, capacity, revision + 1, done, null, 0, null));
  }

  /** Another of the server's scale sets is to be emptied. */
  void orphan(String scaleSet) {
    boolean known = azure.orphans().stream().anyMatch(one -> one.scaleSet().equals(scaleSet));
    if (!known) {
      String size =
          server.placements().stream()
              .filter(placement -> placement.scaleSet().equals(scaleSet))
              .map(Placement::size)
              .findFirst()
              .orElseThrow();
      Scale orphan = new Scale(scaleSet, size, 0, scale().revision(), 0, null, 0, null);
      azure.orphans(Lists.plus(azure.orphans(), orphan));
    }
  }

  /** The stable name is to follow the machine's address. */
  void pointName() {
    if (server.stableName() == null || machine == null || machine.address() == null) {
      return;
    }
    Hostname hostname = azure.hostname();
    if (hostname == null || !hostname.address().equals(machine.address())) {
      long revision = hostname == null ? 0 : hostname.revision();
      long done = hostname == null ? 0 : hostname.done();
      azure.hostname(new Hostname(machine.address(), revision + 1, done, 0, null));
    }
  }
}
