package hearth.core.delivery;

import hearth.core.event.Event;
import hearth.core.fleet.Server;
import hearth.core.port.Result;
import hearth.core.rules.Rules;
import hearth.core.state.Draft;
import hearth.core.state.State;
import hearth.core.state.Step;
import java.time.Instant;

/**
 * The one pure function from a state and something that happened to the next step: the rules, and
 * then the tick that wakes somebody for what is to come.
 */
public final class Steps {
  private Steps() {}

  /** The step after an event. An event that is old news gives the very same state. */
  public static Step after(Server server, State state, Event event, Instant now) {
    Draft d = new Draft(server, state, now);
    return Rules.take(d, event) ? settled(d) : Step.to(state);
  }

  /** The step after a call that the lease's owner made. */
  public static <R extends Result> Step after(
      Server server, State state, Action<R> action, R result, Instant now) {
    Draft d = new Draft(server, state, now);
    action.record(d, result);
    return settled(d);
  }

  private static Step settled(Draft d) {
    Rules.settle(d);
    TickPlanner.look(d);
    TickPlanner.tick(d);
    return d.step();
  }
}
