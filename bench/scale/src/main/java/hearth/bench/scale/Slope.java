package hearth.bench.scale;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * A straight line through measured values, by least squares.
 *
 * @param perStep how much it rises from one to the next
 * @param mean the values' mean
 */
record Slope(double perStep, double mean) {

  /** Through one figure of each measurement, taken in even steps. */
  static <T> Slope of(List<T> measured, ToDoubleFunction<T> figure) {
    double x = (measured.size() - 1) / 2.0;
    double y = measured.stream().mapToDouble(figure).average().orElseThrow();
    double above = 0;
    double below = 0;
    for (int i = 0; i < measured.size(); i++) {
      above += (i - x) * (figure.applyAsDouble(measured.get(i)) - y);
      below += (i - x) * (i - x);
    }
    return new Slope(above / below, y);
  }

  /** By how much the line rises over so many steps, as a share of the mean. */
  double rise(double steps) {
    return perStep * steps / mean;
  }
}
