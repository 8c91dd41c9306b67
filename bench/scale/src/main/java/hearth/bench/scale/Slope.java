package hearth.bench.scale;

import java.util.List;

/** A straight line through measured points, by least squares. */
record Slope(double perStep, double mean) {

  /** A measured point. */
  record Point(double x, double y) {}

  static Slope of(List<Point> points) {
    double x = points.stream().mapToDouble(Point::x).average().orElseThrow();
    double y = points.stream().mapToDouble(Point::y).average().orElseThrow();
    double above = points.stream().mapToDouble(p -> (p.x() - x) * (p.y() - y)).sum();
    double below = points.stream().mapToDouble(p -> (p.x() - x) * (p.x() - x)).sum();
    return new Slope(above / below, y);
  }

  /** By how much the line rises over so many steps, as a share of the mean. */
  double rise(double steps) {
    return perStep * steps / mean;
  }
}
