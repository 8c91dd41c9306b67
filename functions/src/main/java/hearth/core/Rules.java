package hearth.core;

import java.time.Duration;
import java.time.Instant;

/**
 * What follows from what: the one pure function from a state and something that happened to the
 * next step. It knows neither Azure nor Discord; what it wants of them stands in the state it
 * returns.
 */
public final class Rules {
  /** How long an interaction is remembered: a queue may hand a command out twice. */
  private static final Duration SEEN = Duration.ofMinutes(20);

  private Rules() {}

  /** The step after an event. An event that is old news gives the very same state. */
  public static Step after(Server server, State state, Event event, Instant now) {
    Draft draft = new Draft(server, state, now);
    switch (event) {
      case Event.Asked asked -> Commands.take(draft, asked);
      case Event.Ticked ticked -> {
        if (draft.delivery.tick() == null || draft.delivery.tick().n() != ticked.n()) {
          return Step.to(state);
        }
        draft.delivery.tick(null);
      }
      case Event.Poisoned poisoned -> Commands.poisoned(draft, poisoned);
      case Event.Swept swept -> MachineLifecycle.sweep(draft);
      case MachineEvent report -> Reports.take(draft, report);
    }
    return settled(draft);
  }

  /** The step after an action that the lease's owner took. */
  public static <R extends Result> Step after(
      Server server, State state, Action<R> action, R result, Instant now) {
    Draft draft = new Draft(server, state, now);
    action.record(draft, result);
    return settled(draft);
  }

  /** What holds after every event, whichever it was. */
  private static Step settled(Draft d) {
    Timers.fire(d);
    // A set that the session itself uses now is not emptied beside it.
    Scale scale = d.azure.scale();
    if (scale != null) {
      d.azure.orphans(
          Lists.without(d.azure.orphans(), one -> one.scaleSet().equals(scale.scaleSet())));
    }
    d.pointName();
    SessionUpdates.privateChannel(d);
    SessionUpdates.ready(d);
    d.memory.seen(
        Lists.without(d.memory.seen(), id -> Snowflake.time(id).plus(SEEN).isBefore(d.now)));
    ReplyUpdates.apply(d);
    AnnouncementUpdates.apply(d);
    TickPlanner.look(d);
    SessionUpdates.message(d);
    TickPlanner.tick(d);
    return d.step();
  }
}
