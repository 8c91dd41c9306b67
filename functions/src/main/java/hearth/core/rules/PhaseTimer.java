package hearth.core.rules;

import hearth.core.Ending;
import hearth.core.Phase;
import hearth.core.fleet.Limits;
import hearth.core.state.Draft;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Ends a phase that lasts too long. */
final class PhaseTimer implements Timer {
  @Override
  public @Nullable Instant at(Draft d) {
    Duration limit = limit(d.server.limits(), d.life.phase());
    return limit == null ? null : d.life.since().plus(limit);
  }

  private static @Nullable Duration limit(Limits limits, Phase phase) {
    return switch (phase) {
      case ALLOCATING -> limits.phases().allocating();
      case BOOTING -> limits.phases().booting();
      case LOADING -> limits.phases().loading();
      case SAVING -> limits.phases().save();
      case STOPPED, RUNNING, DEALLOCATING -> null;
    };
  }

  @Override
  public void fire(Draft d) {
    switch (d.life.phase()) {
      case ALLOCATING -> MachineLifecycle.tryNextPlacement(d, "no machine in time");
      case BOOTING, LOADING -> {
        d.session().ending(new Ending(Ending.Cause.TIMEOUT, null, null, reached(d)));
        MachineLifecycle.end(d);
      }
      case SAVING -> notSaved(d);
      case STOPPED, RUNNING, DEALLOCATING -> {}
    }
  }

  /** What it was at, and why that failed if it was being tried again; or null. */
  private static String reached(Draft d) {
    String step = d.placing.step();
    String why = d.placing.retrying();
    return why == null ? step : step == null || why.startsWith(step) ? why : step + ": " + why;
  }

  private static void notSaved(Draft d) {
    if (d.orders.ifEmpty() && !d.orders.obeyed()) {
      // Nobody answered whether the server is empty, so nothing proves that it is.
      Idleness.callOff(d);
      return;
    }
    d.saved(Boolean.FALSE);
    MachineLifecycle.release(d);
  }
}
