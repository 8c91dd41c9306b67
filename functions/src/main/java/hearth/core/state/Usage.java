package hearth.core.state;

/**
 * The machine time of a server's month, of machines that are gone already.
 *
 * @param month the month in UTC, such as {@code 2026-11}
 * @param seconds machine time
 * @param dollars what that cost by the placements' prices; 0 where the settings name none
 * @param warned whether 80 % of a budget was told
 */
public record Usage(String month, long seconds, double dollars, boolean warned) {
  /** Nothing ran yet. */
  public static final Usage NONE = new Usage("", 0, 0, false);

  public Usage and(long moreSeconds, double moreDollars) {
    return new Usage(month, seconds + moreSeconds, dollars + moreDollars, warned);
  }

  public Usage afterWarning() {
    return new Usage(month, seconds, dollars, true);
  }
}
