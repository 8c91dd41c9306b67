package hearth.bench.scale;

import java.util.Locale;
import java.util.stream.DoubleStream;

/** The median of several rounds, and between which values they lay. */
record Median(double median, double lowest, double highest) {

  static Median of(DoubleStream values) {
    double[] sorted = values.sorted().toArray();
    return new Median(sorted[sorted.length / 2], sorted[0], sorted[sorted.length - 1]);
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%,.0f (%,.0f–%,.0f)", median, lowest, highest);
  }
}
