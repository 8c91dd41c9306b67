package hearth.core;

import java.time.Instant;

/** How long a restart of the game is waited for that no agent has confirmed. */
final class RestartTimer implements Timer {
  @Override
  public Instant at(Draft d) {
    boolean none = d.session == null || d.session.restart == null;
    return none ? null : d.session.restart.at().plus(d.server.limits().save());
  }

  @Override
  public void fire(Draft d) {
    d.session.restart = null;
  }
}
