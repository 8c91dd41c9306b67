package hearth.core.state;

import hearth.core.fleet.Server;
import java.util.List;

/** States changed from outside the rules, for tests that do wrong on purpose. */
public final class Twists {
  private Twists() {}

  /** As if nobody delivered. */
  public static State withoutLease(Server server, State state) {
    Draft draft = draft(server, state);
    draft.delivery.lease(null);
    return draft.state();
  }

  /** As if no command had been taken in. */
  public static State withNothingSeen(Server server, State state) {
    Draft draft = draft(server, state);
    draft.memory.seen(List.of());
    return draft.state();
  }

  private static Draft draft(Server server, State state) {
    return new Draft(server, state, state.life().since());
  }
}
