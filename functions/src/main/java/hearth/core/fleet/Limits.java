package hearth.core.fleet;

import java.time.Duration;

/**
 * When Hearth acts by itself. A zero switches off what may be switched off.
 *
 * @param phases how long a server may stay in each phase
 * @param stops when it is stopped though nobody asked
 * @param budget what it may use in a month
 * @param relightsPerHour how many lost machines an hour are replaced
 * @param startsPerPersonPerHour how often one person may start it an hour; zero: any number
 */
public record Limits(
    PhaseLimits phases,
    StopLimits stops,
    BudgetLimits budget,
    int relightsPerHour,
    int startsPerPersonPerHour) {

  /** The limits of a server whose settings name none. */
  public static final Limits DEFAULT =
      new Limits(
          new PhaseLimits(
              Duration.ofMinutes(2),
              Duration.ofMinutes(10),
              Duration.ofMinutes(15),
              Duration.ofMinutes(20)),
          new StopLimits(
              Duration.ofMinutes(15),
              Duration.ofMinutes(30),
              Duration.ZERO,
              1,
              Duration.ofHours(12)),
          new BudgetLimits(150, 0),
          3,
          6);
}
