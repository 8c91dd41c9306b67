package hearth.bench;

import java.util.Arrays;
import java.util.Locale;

/** The spread of several measurements. */
public final class Spread {
  private final double[] sorted;

  /** Takes measurements in any order; there must be one at least. */
  public Spread(double[] values) {
    sorted = values.clone();
    Arrays.sort(sorted);
  }

  /** The value that a share of all, between 0 and 1, does not exceed. */
  public double at(double share) {
    int index = (int) Math.ceil(share * sorted.length) - 1;
    return sorted[Math.min(Math.max(index, 0), sorted.length - 1)];
  }

  /** The middle one. */
  public double median() {
    int half = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }

  /** The median, and within what a half of all lay. */
  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%6.1f (%.1f–%.1f)", median(), at(0.25), at(0.75));
  }
}
