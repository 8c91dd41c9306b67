package hearth.core.delivery;

import hearth.core.port.ScaleSetView;

/**
 * The findings of one run of deliveries under its lease. It is no part of the state: another run
 * finds out for itself.
 *
 * @param observed the scale set as last seen, or null; with its ETag a capacity can be written
 * @param withTick whether a tick may be tried; false after the queue did not take one
 */
record Findings(ScaleSetView observed, boolean withTick) {
  /** At the beginning nothing is known. */
  static final Findings NONE = new Findings(null, true);

  /**
   * The findings in which a tick alone is no reason to begin: each lease would ask for the next.
   */
  static final Findings WITHOUT_TICK = new Findings(null, false);

  Findings seeing(ScaleSetView view) {
    return new Findings(view, withTick);
  }

  /** Whether that set was seen, and nothing was written to it since. */
  boolean hasSeen(String scaleSet) {
    return observed != null && observed.scaleSet().equals(scaleSet);
  }
}
