package hearth.local.host.queue;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * The pause between two looks at a queue, by the rule of the queue extension's
 * RandomizedExponentialBackoffStrategy (azure-sdk-for-net, read): 0.1 s after a message; from then
 * on 0.1 s and 0.1, 0.2, 0.4 … s, each of these between 0.8 and 1.2 times as long; the longest
 * pause once that would reach it, and from there on.
 */
final class Backoff {
  private static final Duration SHORTEST = Duration.ofMillis(100);
  private static final double LEAST = 0.8;
  private static final double MOST = 1.2;

  private final Duration longest;
  private final DoubleSupplier chance;
  private Duration pause = Duration.ZERO;
  private int doublings;

  /**
   * @param longest at least 0.1 s is waited all the same
   * @param chance from 0 to 1
   */
  Backoff(Duration longest, DoubleSupplier chance) {
    this.longest = longest.compareTo(SHORTEST) < 0 ? SHORTEST : longest;
    this.chance = chance;
  }

  /**
   * The wait after a look that found nothing.
   *
   * @param found whether there was something since the last pause
   */
  Duration next(boolean found) {
    if (found) {
      pause = SHORTEST;
      doublings = 1;
    } else if (!pause.equals(longest)) {
      Duration longer = SHORTEST.plus(increment());
      boolean fits = longer.compareTo(longest) < 0;
      pause = fits ? longer : longest;
      doublings += fits ? 1 : 0;
    }
    return pause;
  }

  private Duration increment() {
    if (doublings == 0) {
      return Duration.ZERO;
    }
    double factor = LEAST + chance.getAsDouble() * (MOST - LEAST);
    return Duration.ofNanos((long) (factor * SHORTEST.toNanos() * (1L << (doublings - 1))));
  }
}
