package hearth.core.delivery;

import hearth.core.port.ScaleSetView;
import org.jspecify.annotations.Nullable;

/**
 * The findings of one run of deliveries under its lease. It is no part of the state: another run
 * finds out for itself.
 *
 * @param observed the scale set as last seen, or null; with its ETag a capacity can be written
 * @param withTick whether a tick may be tried; false after the queue did not take one
 */
record Findings(@Nullable ScaleSetView observed, boolean withTick) {
  /** At the beginning nothing is known. */
  static final Findings NONE = new Findings(null, true);

  /**
   * The findings in which a tick alone is no reason to begin: each lease would ask for the next.
   */
  static final Findings WITHOUT_TICK = new Findings(null, false);

  Findings seeing(@Nullable ScaleSetView view) {
    return new Findings(view, withTick);
  }

  /** That set as it was seen, or null where it was not, or was written to since. */
  @Nullable ScaleSetView of(String scaleSet) {
    return observed != null && observed.scaleSet().equals(scaleSet) ? observed : null;
  }
}
