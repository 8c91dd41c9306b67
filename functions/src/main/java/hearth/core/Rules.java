package hearth.core;

import java.time.Instant;

/**
 * What follows from what: the one pure function from a state and something that happened to the
 * next state. It knows neither Azure nor Discord; what it wants of them stands in the state it
 * returns.
 */
public final class Rules {
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
      case Event.Swept swept -> Lights.sweep(draft);
      case MachineEvent report -> Reports.take(draft, report);
    }
    return Settling.settle(draft);
  }

  /** The state after an action that the lease's owner took. */
  public static State after(Server server, State state, Action action, Result result, Instant now) {
    Draft draft = new Draft(server, state, now);
    Deliveries.record(draft, action, result);
    return Settling.settle(draft);
  }
}
