package hearth.core.state;

import hearth.core.history.HistoryRow;
import java.util.List;

/**
 * The rules' result for an event.
 *
 * @param state the next state
 * @param rows the history that follows from the event, to be saved with this very state
 */
public record Step(State state, List<HistoryRow> rows) {
  /** Copies the rows. */
  public Step {
    rows = List.copyOf(rows);
  }

  /** A state from which no history follows. */
  public static Step to(State state) {
    return new Step(state, List.of());
  }

  /** Whether it leaves everything as it was. */
  public boolean changesNothing(State before) {
    return rows.isEmpty() && state.equals(before);
  }
}
