package hearth.core.history;

import hearth.core.Cost;
import hearth.core.Phase;
import hearth.core.StartTime;
import hearth.core.WithBuilder;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The counts of a session, kept of it afterwards.
 *
 * @param readyAt when players could join first, or null
 * @param lost how many machines it lost
 * @param peak the most players at once
 * @param spent the seconds spent in each phase, the present one not counted
 * @param machineSeconds the time its machines ran, the present one not counted
 * @param dollars what these cost by the settings' prices, as far as they name any
 * @param unpricedSeconds the part of their time whose price nobody knows
 * @param version the game's version as its log said it last, or null
 * @param start how long its start took, or null where nobody could join yet
 */
@WithBuilder
public record Tally(
    @Nullable Instant readyAt,
    int lost,
    int peak,
    Map<Phase, Long> spent,
    long machineSeconds,
    double dollars,
    long unpricedSeconds,
    @Nullable String version,
    @Nullable StartTime start) {
  /** Nothing yet. */
  public static final Tally NONE = new Tally(null, 0, 0, Map.of(), 0, 0, 0, null, null);

  /** A map that is missing in a stored state is empty. */
  public Tally {
    spent = spent == null ? Map.of() : Map.copyOf(spent);
  }

  /** What its machines cost, the present one not counted. */
  public Cost cost() {
    // Older versions kept 0 dollars where no price was known, and nothing else.
    return new Cost(dollars, dollars == 0 ? machineSeconds : unpricedSeconds);
  }
}
