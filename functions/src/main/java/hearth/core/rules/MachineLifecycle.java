package hearth.core.rules;

import hearth.core.Ending;
import hearth.core.Lists;
import hearth.core.Options;
import hearth.core.Phase;
import hearth.core.User;
import hearth.core.fleet.AnnouncementPolicy;
import hearth.core.fleet.Limits;
import hearth.core.fleet.Placement;
import hearth.core.history.HistoryRow;
import hearth.core.note.Note;
import hearth.core.port.Remedy;
import hearth.core.state.Admission;
import hearth.core.state.Budget;
import hearth.core.state.Draft;
import hearth.core.state.Machine;
import hearth.core.state.Memory;
import hearth.core.state.Players;
import hearth.core.state.Session;
import hearth.core.update.ReplyUpdates;
import hearth.core.wanted.InboxMessage;
import hearth.core.wanted.SessionMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A machine's life: its start, its end, and what is tried where Azure gives none. */
public final class MachineLifecycle {
  /** A placement that failed comes after the others for this long. */
  private static final Duration COOLDOWN = Duration.ofMinutes(30);

  /** Under which the operator was told of a refusal that nobody knows. */
  private static final String UNKNOWN = "unknown refusal";

  private MachineLifecycle() {}

  /** Opens a session and starts its first machine. */
  static void begin(Draft d, User user, Options options) {
    open(d, user);
    d.session().until(until(d, options));
    d.orders.newest(options.newest() || d.memory.takeNewest());
    d.memory.takeNewest(false);
    d.players = Players.UNKNOWN;
    d.memory.starts(Lists.plus(d.memory.starts(), new Memory.Start(user.id(), d.now)));
    startNext(d);
  }

  private static @Nullable Instant until(Draft d, Options options) {
    if (options.until() != null) {
      return options.until();
    }
    return options.minutes() == 0 ? null : d.now.plus(Duration.ofMinutes(options.minutes()));
  }

  static void open(Draft d, @Nullable User user) {
    long number = d.session == null ? 1 : d.session().number() + 1;
    d.open(Session.begun(number, user, d.now));
    d.life.since(d.now).forgotten(null);
    d.discord.message(SessionMessage.of(number));
  }

  /** Starts on the best placement not yet tried, or ends the session where none is left. */
  private static void startNext(Draft d) {
    Optional<Integer> next = choose(d);
    if (next.isEmpty()) {
      d.session().ending(new Ending(Ending.Cause.NO_ROOM, null, null, null));
      finish(d);
      return;
    }
    Placement placement = d.server.machines().placements().get(next.get());
    d.life.generation(d.life.generation() + 1);
    d.placing.placement(next.get());
    d.placing.relight(false);
    d.placing.lit(Lists.plus(d.placing.lit(), placement.scaleSet() + " " + placement.size()));
    expect(d, placement.scaleSet());
    d.want(placement.scaleSet(), placement.size(), 1);
    d.enter(Phase.ALLOCATING);
    if (!placement.spot()) {
      d.tell(
          AnnouncementPolicy.Kind.MACHINE,
          new Note.RegularPrice(placement.size(), placement.pricePerHour()));
    }
  }

  /** A machine of the present generation is to come: it is told who it is. */
  static void expect(Draft d, String scaleSet) {
    d.placing.step(null);
    d.placing.fetched(null);
    d.placing.retrying(null);
    d.telling.readyTold(false);
    d.telling.ready(null);
    d.orders.saveMessage(null);
    d.machine = Machine.expected(scaleSet, d.now);
    d.orders.restart(null);
    d.telling.warned(null);
    d.players = d.players.unknown();
    hello(d);
  }

  /** The machine that comes up, or is up and has not heard of it, is told who it is. */
  static void hello(Draft d) {
    Limits limits = d.server.limits();
    d.azure.inbox(
        Lists.plus(
            d.azure.inbox(),
            new InboxMessage(
                "hello-" + d.life.generation(),
                d.life.generation(),
                InboxMessage.Type.HELLO,
                false,
                null,
                d.now
                    .plus(limits.phases().allocating())
                    .plus(limits.phases().booting())
                    .plus(limits.phases().loading()),
                null,
                d.orders.newest())));
  }

  private static Optional<Integer> choose(Draft d) {
    d.memory.cooldowns(
        Lists.without(d.memory.cooldowns(), cooldown -> !cooldown.until().isAfter(d.now)));
    List<Placement> placements = d.server.machines().placements();
    return IntStream.range(0, placements.size())
        .boxed()
        .filter(index -> !d.placing.tried().contains(index))
        .filter(index -> placements.get(index).spot() || d.server.machines().regularPrice())
        .min(Comparator.comparing(index -> cooldownUntil(d, placements.get(index))));
  }

  private static Instant cooldownUntil(Draft d, Placement placement) {
    return d.memory.cooldowns().stream()
        .filter(cooldown -> cooldown.scaleSet().equals(placement.scaleSet()))
        .map(Memory.PlacementCooldown::until)
        .max(Comparator.naturalOrder())
        .orElse(Instant.EPOCH);
  }

  /**
   * Ends the machine: through its agent where one was heard, for the game may be further than told.
   */
  static void end(Draft d) {
    if (d.machine != null && d.machine().heardAt() != null) {
      save(d, false);
    } else {
      release(d);
    }
  }

  /** Tells the agent to save and stop, and waits for it. */
  static void save(Draft d, boolean ifEmpty) {
    String id = "stop-" + d.life.generation() + "-" + d.now.toEpochMilli();
    d.azure.inbox(
        Lists.without(d.azure.inbox(), message -> message.type() != InboxMessage.Type.HELLO));
    d.orders.restart(null);
    d.azure.inbox(
        Lists.plus(
            d.azure.inbox(),
            new InboxMessage(
                id,
                d.life.generation(),
                InboxMessage.Type.SAVE_AND_STOP,
                ifEmpty,
                null,
                d.now.plus(d.server.limits().phases().save()),
                null)));
    d.orders.saveMessage(id);
    d.orders.ifEmpty(ifEmpty);
    d.orders.obeyed(false);
    d.enter(Phase.SAVING);
  }

  /** Gives the machine back. */
  static void release(Draft d) {
    d.azure.inbox(List.of());
    d.want(d.scale().scaleSet(), d.scale().size(), 0);
    d.azure.lookAt(null);
    d.enter(Phase.DEALLOCATING);
  }

  /** Nothing is left of the machine. */
  static void gone(Draft d) {
    Budget.book(d);
    d.machine = null;
    d.azure.scale(d.scale().emptied());
    if (d.placing.relight() && d.session().ending() == null) {
      startNext(d);
    } else {
      finish(d);
    }
  }

  private static void finish(Draft d) {
    User again = d.orders.again();
    Options with = d.orders.againWith();
    d.orders.again(null).againWith(null);
    d.session().endedAt(d.now);
    d.players = Players.UNKNOWN;
    d.enter(Phase.STOPPED);
    long minutes = Duration.between(d.session().startedAt(), d.now).toMinutes();
    HistoryRow.OfSession row = row(d);
    d.tell(
        AnnouncementPolicy.Kind.STOPPED,
        new Note.Stopped(row.ending(), minutes, d.tally.peak(), row.tally().cost()));
    d.rows.add(row);
    ReplyUpdates.finish(d);
    if (again != null) {
      beginAgain(d, again, with == null ? Options.NONE : with);
    }
  }

  /** Much may have changed while the start waited for the stop. */
  private static void beginAgain(Draft d, User by, Options with) {
    Note refusal = Admission.refusal(d, by, with);
    if (refusal == null) {
      begin(d, by, with);
      ReplyUpdates.startedAgain(d);
    } else {
      ReplyUpdates.notStartedAgain(d, refusal);
    }
  }

  private static HistoryRow.OfSession row(Draft d) {
    Session session = Objects.requireNonNull(d.state().session());
    return new HistoryRow.OfSession(
        session.number(),
        session.startedBy(),
        session.startedAt(),
        d.now,
        Objects.requireNonNull(session.ending()),
        session.placing().lit(),
        session.tally());
  }

  /** Azure gave no machine: what may mend it is tried, and what the operator can mend is told. */
  public static void notGiven(Draft d, Remedy remedy, String code, String message) {
    Note told = new Note.AzureRefused(d.scale().scaleSet(), code, message);
    switch (remedy) {
      case NEXT_PLACEMENT, LATER -> tryNextPlacement(d, code);
      case OTHER_QUOTA -> {
        skipQuota(d);
        if (choose(d).isPresent()) {
          d.tellOperatorOnce("quota " + d.scale().scaleSet(), told);
          tryNextPlacement(d, code);
        } else {
          refused(d, code, message);
        }
      }
      case ONCE_ELSEWHERE -> {
        boolean first = !d.isTold(UNKNOWN);
        tried(d, d.placing.placement());
        if (first && choose(d).isPresent()) {
          d.tellOperatorOnce(UNKNOWN, told);
          tryNextPlacement(d, code);
        } else {
          refused(d, code, message);
        }
      }
      case NONE -> refused(d, code, message);
    }
  }

  /** Asking is of no use where the same quota would have to give as much or more. */
  private static void skipQuota(Draft d) {
    List<Placement> placements = d.server.machines().placements();
    Placement exceeded = placements.get(d.placing.placement());
    IntStream.range(0, placements.size())
        .filter(index -> placements.get(index).needsAtLeastQuotaOf(exceeded))
        .forEach(index -> tried(d, index));
  }

  private static void tried(Draft d, int placement) {
    if (!d.placing.tried().contains(placement)) {
      d.placing.tried(Lists.plus(d.placing.tried(), placement));
    }
  }

  /** The placement in use gave no machine: another is tried, if there is one. */
  public static void tryNextPlacement(Draft d, String code) {
    Placement placement = d.server.machines().placements().get(d.placing.placement());
    tried(d, d.placing.placement());
    coolDown(d, placement.scaleSet());
    if (choose(d).isPresent()) {
      d.placing.relight(true);
      d.tell(AnnouncementPolicy.Kind.MACHINE, new Note.TryingElsewhere(placement.size(), code));
    } else {
      d.session().ending(new Ending(Ending.Cause.NO_ROOM, null, null, code));
    }
    release(d);
  }

  /** The machine is lost: one policy, whether Azure gave notice or it vanished. */
  static void lost(Draft d, boolean announced, @Nullable Boolean saved) {
    d.placing.evictions(
        Lists.without(d.placing.evictions(), at -> at.plus(Duration.ofHours(1)).isBefore(d.now)));
    d.placing.evictions(Lists.plus(d.placing.evictions(), d.now));
    d.tally.lost(d.tally.lost() + 1);
    d.placing.tried(List.of());
    coolDown(d, d.machine().scaleSet());
    boolean relight = d.placing.evictions().size() <= d.server.limits().relightsPerHour();
    d.placing.relight(relight);
    if (!relight) {
      d.session().ending(new Ending(Ending.Cause.EVICTED, null, saved, null));
    }
    d.tell(AnnouncementPolicy.Kind.MACHINE, new Note.Evicted(announced, saved, relight));
    release(d);
  }

  private static void coolDown(Draft d, String scaleSet) {
    d.memory.cooldowns(
        Lists.without(d.memory.cooldowns(), cooldown -> cooldown.scaleSet().equals(scaleSet)));
    d.memory.cooldowns(
        Lists.plus(
            d.memory.cooldowns(), new Memory.PlacementCooldown(scaleSet, d.now.plus(COOLDOWN))));
  }

  /** Azure refuses for a reason that no other placement mends. */
  public static void refused(Draft d, String code, String message) {
    d.tellOperator(new Note.AzureRefused(d.scale().scaleSet(), code, message));
    d.session().ending(new Ending(Ending.Cause.REFUSED, null, null, code));
    d.placing.relight(false);
    release(d);
  }
}
