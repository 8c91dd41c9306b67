package hearth.core.delivery;

import hearth.core.port.Result;
import java.time.Duration;

/** The wait before a call is made again. */
final class Retry {
  static final int MOST_RACES = 5;
  static final Duration SHORT = Duration.ofSeconds(5);
  static final Duration LONG = Duration.ofMinutes(1);

  private Retry() {}

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
