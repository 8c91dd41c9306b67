package hearth.core;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * When a running server stops by itself. Only positive evidence of emptiness starts the clock;
 * unknown is never zero.
 */
final class Idleness {
  /** Agents report every minute; evidence older than this is none. */
  private static final Duration FRESH = Duration.ofMinutes(3);

  /** When an agent counts as silent, for the operator. */
  private static final Duration SILENT = Duration.ofMinutes(5);

  private static final List<Duration> LIMIT_WARNINGS =
      List.of(Duration.ofMinutes(10), Duration.ofMinutes(5), Duration.ofMinutes(1));

  private Idleness() {}

  /** When it stops for lack of players as things stand, or null. */
  static Instant stopsAt(Server server, Phase phase, Players players) {
    Duration limit = limit(server, players);
    if (phase != Phase.RUNNING || players.emptySince() == null || limit.isZero()) {
      return null;
    }
    return later(players.emptySince().plus(limit), players.extendedUntil());
  }

  /** When it stops because its time is over, or null. */
  static Instant timeLimit(Server server, Phase phase, Instant startedAt, Players players) {
    Duration limit = server.limits().session();
    return phase != Phase.RUNNING || limit.isZero()
        ? null
        : later(startedAt.plus(limit), players.extendedUntil());
  }

  private static Duration limit(Server server, Players players) {
    return players.everJoined() ? server.limits().idle() : server.limits().neverJoined();
  }

  private static Instant later(Instant one, Instant other) {
    return other != null && other.isAfter(one) ? other : one;
  }

  /** Warns and stops where it is time. */
  static void check(Draft d) {
    if (d.phase != Phase.RUNNING && d.phase != Phase.LOADING) {
      return;
    }
    silence(d);
    if (d.phase != Phase.RUNNING) {
      return;
    }
    Instant stopsAt = stopsAt(d.server, d.phase, d.players);
    Instant timeLimit = timeLimit(d.server, d.phase, d.session.startedAt, d.players);
    if (isDue(d, ceiling(d))) {
      stop(d, Ending.Cause.CEILING, false);
    } else if (isDue(d, timeLimit)) {
      stop(d, Ending.Cause.TIME_LIMIT, false);
    } else if (isDue(d, stopsAt)) {
      boolean joined = d.players.everJoined();
      stop(d, joined ? Ending.Cause.IDLE : Ending.Cause.NEVER_JOINED, true);
    } else if (stopsAt != null) {
      warn(d, stopsAt, idleWarnings(limit(d.server, d.players)), true);
    } else if (timeLimit != null) {
      warn(d, timeLimit, LIMIT_WARNINGS, false);
    }
  }

  private static boolean isDue(Draft d, Instant at) {
    return at != null && !at.isAfter(d.now);
  }

  private static void silence(Draft d) {
    Instant heard = d.machine.heardAt();
    if (heard == null) {
      return;
    }
    if (heard.plus(FRESH).isBefore(d.now) && d.players.emptySince() != null) {
      Players p = d.players;
      d.players =
          new Players(p.roster(), null, null, p.seenAt(), p.everJoined(), 0, p.extendedUntil());
    }
    if (heard.plus(SILENT).isBefore(d.now)) {
      long minutes = Duration.between(heard, d.now).toMinutes();
      d.tellOperatorOnce("silent", new Note.Silent(d.machine.scaleSet(), minutes));
    }
  }

  private static Instant ceiling(Draft d) {
    Instant from = d.players.seenAt() == null ? d.since : later(d.since, d.players.seenAt());
    return from.plus(d.server.limits().ceiling());
  }

  private static void stop(Draft d, Ending.Cause cause, boolean ifEmpty) {
    d.session.ending = new Ending(cause, null, null, null);
    Lights.save(d, ifEmpty);
  }

  private static List<Duration> idleWarnings(Duration limit) {
    return Stream.of(limit.multipliedBy(2).dividedBy(3), limit.dividedBy(3), Duration.ofMinutes(1))
        .filter(left -> left.compareTo(limit) < 0)
        .sorted((one, other) -> other.compareTo(one))
        .toList();
  }

  private static void warn(Draft d, Instant at, List<Duration> warnings, boolean idle) {
    int given = d.players.warnings();
    int due = (int) warnings.stream().filter(left -> !at.minus(left).isAfter(d.now)).count();
    if (due > given) {
      long minutes = Math.max(1, Duration.between(d.now, at).plusSeconds(30).toMinutes());
      d.tell(
          idle
              ? new Note.IdleWarning(minutes, !d.players.everJoined())
              : new Note.TimeLimitWarning(minutes));
      Players p = d.players;
      d.players =
          new Players(
              p.roster(),
              p.count(),
              p.emptySince(),
              p.seenAt(),
              p.everJoined(),
              due,
              p.extendedUntil());
    }
  }

  /** When {@link #check} has something to do next, or null. */
  static Instant nextCheck(Draft d) {
    if (d.phase != Phase.RUNNING) {
      return null;
    }
    Instant stopsAt = stopsAt(d.server, d.phase, d.players);
    Instant timeLimit = timeLimit(d.server, d.phase, d.session.startedAt, d.players);
    Stream<Instant> idle = times(stopsAt, idleWarnings(limit(d.server, d.players)));
    Stream<Instant> limit = times(timeLimit, LIMIT_WARNINGS);
    return Stream.of(idle, limit, Stream.of(ceiling(d)))
        .flatMap(times -> times)
        .filter(at -> at.isAfter(d.now))
        .min(Instant::compareTo)
        .orElse(null);
  }

  private static Stream<Instant> times(Instant stop, List<Duration> warnings) {
    return stop == null
        ? Stream.empty()
        : Stream.concat(Stream.of(stop), warnings.stream().map(stop::minus));
  }

  /** Somebody was on after all: the automatic stop is off. */
  static void callOff(Draft d) {
    d.session.ending = null;
    d.session.saveMessage = null;
    d.inbox.removeIf(message -> message.type() == InboxMessage.Type.SAVE_AND_STOP);
    Players p = d.players;
    d.players = new Players(null, null, null, p.seenAt(), p.everJoined(), 0, p.extendedUntil());
    d.enter(Phase.RUNNING);
    d.tell(new Note.StaysOn());
  }
}
