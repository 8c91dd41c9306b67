package hearth.core.rules;

import hearth.core.state.Budget;
import hearth.core.state.Draft;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The warning that the month's budget is nearly spent, once a month. */
final class BudgetTimer implements Timer {
  @Override
  public @Nullable Instant at(Draft d) {
    return d.session == null ? null : Budget.warningAt(d);
  }

  @Override
  public void fire(Draft d) {
    Budget.warn(d);
  }
}
