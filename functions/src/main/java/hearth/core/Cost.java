package hearth.core;

/**
 * The estimated cost of machines: their time by the prices per hour that the settings name.
 *
 * @param dollars US dollars for the time whose price is known
 * @param unpricedSeconds the time whose price is not
 */
public record Cost(double dollars, long unpricedSeconds) {
  /** Nothing ran. */
  public static final Cost NONE = new Cost(0, 0);

  private static final double SECONDS_AN_HOUR = 3600;

  /**
   * The cost of so long.
   *
   * @param seconds how long a machine was lit; less than none counts as none
   * @param perHour US dollars an hour, or 0 where that is not known
   */
  public static Cost of(long seconds, double perHour) {
    long lit = Math.max(0, seconds);
    return perHour > 0 ? new Cost(lit / SECONDS_AN_HOUR * perHour, 0) : new Cost(0, lit);
  }

  /** Both together. */
  public Cost plus(Cost other) {
    return new Cost(dollars + other.dollars, unpricedSeconds + other.unpricedSeconds);
  }

  /** Whether something is known of it; what ran at unknown prices alone has no cost to tell. */
  public boolean isKnown() {
    return dollars > 0;
  }

  /** Whether it is at least so much, and nobody knows how much more. */
  public boolean isPartial() {
    return dollars > 0 && unpricedSeconds > 0;
  }
}
