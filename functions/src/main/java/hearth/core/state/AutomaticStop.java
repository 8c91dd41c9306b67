package hearth.core.state;

import hearth.core.Ending;
import hearth.core.Phase;
import hearth.core.fleet.Server;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A stop that comes by itself, as things stand.
 *
 * @param cause why
 * @param at when
 * @param ifEmpty whether it is called off if the agent finds somebody on
 * @param warnings how long before people are warned, the earliest first
 */
public record AutomaticStop(
    Ending.Cause cause, Instant at, boolean ifEmpty, List<Duration> warnings) {
  private static final List<Duration> BEFORE_LIMITS =
      List.of(Duration.ofMinutes(10), Duration.ofMinutes(5), Duration.ofMinutes(1));

  /** The one that comes first, or null. */
  public static @Nullable AutomaticStop next(Server server, State state) {
    Session session = state.session();
    if (session == null || state.life().phase() != Phase.RUNNING) {
      return null;
    }
    List<AutomaticStop> stops = new ArrayList<>(3);
    stops.add(ceiling(server, state.life().since(), state.players()));
    idle(server, state.players(), stops);
    time(server, session, state.players(), stops);
    return stops.stream().min(Comparator.comparing(AutomaticStop::at)).orElseThrow();
  }

  /** The one that no setting switches off: very long without any evidence of players. */
  private static AutomaticStop ceiling(Server server, Instant since, Players players) {
    Instant from = later(since, players.seenAt());
    Instant at = later(from.plus(server.limits().stops().ceiling()), players.extendedUntil());
    return new AutomaticStop(Ending.Cause.CEILING, at, false, BEFORE_LIMITS);
  }

  private static void idle(Server server, Players players, List<AutomaticStop> stops) {
    boolean joined = players.everJoined();
    Duration limit =
        joined ? server.limits().stops().idle() : server.limits().stops().neverJoined();
    if (players.emptySince() != null && !limit.isZero()) {
      Instant at = later(players.emptySince().plus(limit), players.extendedUntil());
      Ending.Cause cause = joined ? Ending.Cause.IDLE : Ending.Cause.NEVER_JOINED;
      stops.add(new AutomaticStop(cause, at, true, beforeIdle(limit)));
    }
  }

  private static void time(
      Server server, Session session, Players players, List<AutomaticStop> stops) {
    Duration limit = server.limits().stops().session();
    Instant end = limit.isZero() ? null : session.startedAt().plus(limit);
    Instant until = session.until();
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

  private static Instant later(Instant one, @Nullable Instant other) {
    return other != null && other.isAfter(one) ? other : one;
  }

  /** The number of warnings due by then. */
  public int due(Instant now) {
    int due = 0;
    for (Duration left : warnings) {
      due += at.minus(left).isAfter(now) ? 0 : 1;
    }
    return due;
  }

  /** When the first is due that follows on so many warnings: another warning, or the stop. */
  public Instant after(int given) {
    return given < warnings.size() ? at.minus(warnings.get(given)) : at;
  }
}
