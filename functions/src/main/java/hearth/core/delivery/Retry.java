package hearth.core.delivery;

import hearth.core.port.Result;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The wait before a call is made again. */
final class Retry {
  static final int MOST_RACES = 5;
  static final Duration SHORT = Duration.ofSeconds(5);
  static final Duration UNREADABLE = Duration.ofSeconds(15);
  static final Duration LONG = Duration.ofMinutes(1);

  /** How often what was refused is tried again before only a change has it tried once more. */
  private static final int MOST_REFUSALS = 6;

  private Retry() {}

  /** After so many refusals in a row: 1, 2, 4 … minutes; null where it rests until it changes. */
  static @Nullable Duration afterRefusal(int refusals) {
    return refusals < MOST_REFUSALS ? LONG.multipliedBy(1L << refusals) : null;
  }

  /** As long as the other side asked for, and at least so long. */
  static Duration wait(Result result, Duration atLeast) {
    return result instanceof Result.Later later && later.after().compareTo(atLeast) > 0
        ? later.after()
        : atLeast;
  }

  static Duration backOff(int attempts) {
    return Duration.ofSeconds(1L << Math.min(attempts, 6));
  }
}
