package hearth.core.note;

import hearth.core.Cost;
import hearth.core.User;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One server in the answer to {@code cost}: the sessions that began in the month.
 *
 * @param title what people call it
 * @param total of all of them
 * @param present what the session that lasts cost until now, or null where none of them does
 * @param people the same by who started it, the dearest first, at most ten
 * @param more how many people more there are
 * @param budget what is left to be used, or null where the month is over
 */
public record CostLine(
    String title,
    Sum total,
    @Nullable Cost present,
    List<OfPerson> people,
    int more,
    @Nullable Budget budget) {

  /**
   * Several sessions together.
   *
   * @param sessions how many
   * @param seconds machine time
   * @param cost by the settings' prices
   */
  public record Sum(int sessions, long seconds, Cost cost) {
    /** No session. */
    public static final Sum NONE = new Sum(0, 0, Cost.NONE);

    /** With one session more. */
    public Sum and(long moreSeconds, Cost more) {
      return new Sum(sessions + 1, seconds + moreSeconds, cost.plus(more));
    }
  }

  /**
   * The sessions that one person started.
   *
   * @param by who, or null for machines that were found running
   * @param sum what they came to
   */
  public record OfPerson(@Nullable User by, Sum sum) {}

  /**
   * The month's budget; 0 stands for no such limit.
   *
   * @param hours machine time used, in hours
   * @param ofHours of how many
   * @param dollars used
   * @param ofDollars of how many
   */
  public record Budget(double hours, int ofHours, double dollars, double ofDollars) {}
}
