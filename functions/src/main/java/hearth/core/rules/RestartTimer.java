package hearth.core.rules;

import hearth.core.state.Draft;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Gives up waiting for a restart that no agent has confirmed. */
final class RestartTimer implements Timer {
  @Override
  public @Nullable Instant at(Draft d) {
    boolean none = d.session == null || d.orders.restart() == null;
    return none ? null : d.orders.restart().at().plus(d.server.limits().phases().save());
  }

  @Override
  public void fire(Draft d) {
    d.orders.restart(null);
  }
}
