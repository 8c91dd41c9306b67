package hearth.core;

import java.time.Duration;
import java.time.Instant;

/**
 * What follows from what: the one pure function from a state and something that happened to the
 * next state. It knows neither Azure nor Discord; what it wants of them stands in the state it
 * returns.
 */
public final class Rules {
  /** How long an interaction is remembered: a queue may hand a command out twice. */
  private static final Duration SEEN = Duration.ofMinutes(20);

  private Rules() {}

  /** The state after an event. An event that is old news gives the same state. */
  public static State after(Server server, State state, Event event, Instant now) {
    Draft draft = new Draft(server, state, now);
    switch (event) {
      case Event.Asked asked -> Commands.take(draft, asked);
      case Event.Ticked ticked -> {
        if (draft.tick == null || draft.tick.n() != ticked.n()) {
          return state;
        }
        draft.tick = null;
      }
      case Event.Poisoned poisoned -> Commands.poisoned(draft, poisoned);
      case Event.Swept swept -> MachineLifecycle.sweep(draft);
      case MachineEvent report -> Reports.take(draft, report);
    }
    return settled(draft);
  }

  /** The state after an action that the lease's owner took. */
  public static <R extends Result> State after(
      Server server, State state, Action<R> action, R result, Instant now) {
    Draft draft = new Draft(server, state, now);
    action.record(draft, result);
    return settled(draft);
  }

  /** What holds after every event, whichever it was. */
  private static State settled(Draft d) {
    Timers.fire(d);
    // A set that the session itself uses now is not emptied beside it.
    d.strays.removeIf(stray -> d.scale != null && stray.scaleSet().equals(d.scale.scaleSet()));
    d.pointName();
    SessionUpdates.privateChannel(d);
    SessionUpdates.ready(d);
    d.seen.removeIf(id -> Snowflake.time(id).plus(SEEN).isBefore(d.now));
    ReplyUpdates.apply(d);
    AnnouncementUpdates.apply(d);
    TickPlanner.look(d);
    SessionUpdates.message(d);
    TickPlanner.tick(d);
    return d.state();
  }
}
