package hearth.core.fleet;

/**
 * A server's monthly budget.
 *
 * @param monthlyHours hours of machine a month; zero: no limit
 * @param monthlyDollars US dollars a month, by the placements' prices; zero: no limit
 */
public record BudgetLimits(int monthlyHours, double monthlyDollars) {}
