package hearth.core;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The lengths of a server's last starts, as people are told them.
 *
 * @param count how many starts
 * @param whole from the command until players could join
 * @param phases the phases on the way up, of the starts of which they are known
 */
public record StartTimes(int count, Spread whole, Map<Phase, Spread> phases) {
  /** A map that is missing in a stored note is empty. */
  public StartTimes {
    phases = phases == null ? Map.of() : Map.copyOf(phases);
  }

  /**
   * Lengths in seconds.
   *
   * @param median the middle one; of an even number the longer of the two in the middle
   * @param p90 the shortest one that nine in ten did not exceed
   */
  public record Spread(long median, long p90) {
    static Spread of(List<Long> seconds) {
      List<Long> sorted = seconds.stream().sorted().toList();
      int nineInTen = (sorted.size() * 9 + 9) / 10;
      return new Spread(sorted.get(sorted.size() / 2), sorted.get(nineInTen - 1));
    }
  }

  /** The summary of those starts, or null where there was none. */
  public static @Nullable StartTimes of(List<StartTime> starts) {
    if (starts.isEmpty()) {
      return null;
    }
    Map<Phase, Spread> phases = new EnumMap<>(Phase.class);
    for (Phase phase : Phase.values()) {
      List<Long> known =
          starts.stream()
              .filter(start -> phase.isStarting() && !start.phases().isEmpty())
              .map(start -> start.phases().getOrDefault(phase, 0L))
              .toList();
      if (!known.isEmpty()) {
        phases.put(phase, Spread.of(known));
      }
    }
    return new StartTimes(
        starts.size(), Spread.of(starts.stream().map(StartTime::seconds).toList()), phases);
  }
}
