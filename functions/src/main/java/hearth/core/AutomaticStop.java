package hearth.core;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A stop that comes by itself, as things stand.
 *
 * @param cause why
 * @param at when
 * @param ifEmpty whether it is called off if the agent finds somebody on
 * @param warnings how long before people are warned, the earliest first
 */
record AutomaticStop(Ending.Cause cause, Instant at, boolean ifEmpty, List<Duration> warnings) {
  private static final List<Duration> BEFORE_LIMITS =
      List.of(Duration.ofMinutes(10), Duration.ofMinutes(5), Duration.ofMinutes(1));

  /** The one that comes first, or null. */
  static AutomaticStop next(Server server, State state) {
    Session session = state.session();
    return session == null
        ? null
        : next(
            server,
            state.phase(),
            state.since(),
            session.startedAt(),
            session.until(),
            state.players());
  }

  /** The same while the rules are at work. */
  static AutomaticStop next(Draft d) {
    return d.session == null
        ? null
        : next(d.server, d.phase, d.since, d.session.startedAt, d.session.until, d.players);
  }

  private static AutomaticStop next(
      Server server,
      Phase phase,
      Instant since,
      Instant startedAt,
      Instant until,
      Players players) {
    if (phase != Phase.RUNNING) {
      return null;
    }
    List<AutomaticStop> stops = new ArrayList<>(3);
    stops.add(ceiling(server, since, players));
    idle(server, players, stops);
    time(server, startedAt, until, players, stops);
    return stops.stream().min(Comparator.comparing(AutomaticStop::at)).orElseThrow();
  }

  /** The one that no setting switches off: very long without any evidence of players. */
  private static AutomaticStop ceiling(Server server, Instant since, Players players) {
    Instant from = later(since, players.seenAt());
    Instant at = later(from.plus(server.limits().ceiling()), players.extendedUntil());
    return new AutomaticStop(Ending.Cause.CEILING, at, false, BEFORE_LIMITS);
  }

  private static void idle(Server server, Players players, List<AutomaticStop> stops) {
    boolean joined = players.everJoined();
    Duration limit = joined ? server.limits().idle() : server.limits().neverJoined();
    if (players.emptySince() != null && !limit.isZero()) {
      Instant at = later(players.emptySince().plus(limit), players.extendedUntil());
      Ending.Cause cause = joined ? Ending.Cause.IDLE : Ending.Cause.NEVER_JOINED;
      stops.add(new AutomaticStop(cause, at, true, beforeIdle(limit)));
    }
  }

  private static void time(
      Server server, Instant startedAt, Instant until, Players players, List<AutomaticStop> stops) {
    Duration limit = server.limits().session();
    Instant end = limit.isZero() ? null : startedAt.plus(limit);
    if (until != null && (end == null || until.isBefore(end))) {
      end = until;
    }
    if (end != null) {
      Instant at = later(end, players.extendedUntil());
      stops.add(new AutomaticStop(Ending.Cause.TIME_LIMIT, at, false, BEFORE_LIMITS));
    }
  }

  private static List<Duration> beforeIdle(Duration limit) {
    List<Duration> warnings = new ArrayList<>(3);
    Duration third = limit.dividedBy(3);
    for (Duration left : List.of(third.multipliedBy(2), third, Duration.ofMinutes(1))) {
      boolean later = warnings.isEmpty() || left.compareTo(warnings.getLast()) < 0;
      if (later && left.compareTo(limit) < 0) {
        warnings.add(left);
      }
    }
    return warnings;
  }

  private static Instant later(Instant one, Instant other) {
    return other != null && other.isAfter(one) ? other : one;
  }

  /** How many warnings are due by then. */
  int due(Instant now) {
    int due = 0;
    for (Duration left : warnings) {
      due += at.minus(left).isAfter(now) ? 0 : 1;
    }
    return due;
  }

  /** When the first is due that follows on so many warnings: another warning, or the stop. */
  Instant after(int given) {
    return given < warnings.size() ? at.minus(warnings.get(given)) : at;
  }
}
