package hearth.local.host;

import java.time.Duration;

/** The pause between two looks at a queue: doubled each time that nothing was there. */
final class Backoff {
  private static final Duration SHORTEST = Duration.ofMillis(100);

  private final Duration longest;
  private Duration next = SHORTEST;

  Backoff(Duration longest) {
    this.longest = longest.compareTo(SHORTEST) < 0 ? SHORTEST : longest;
  }

  /** How long to wait now. */
  Duration next() {
    Duration now = next;
    Duration doubled = now.multipliedBy(2);
    next = doubled.compareTo(longest) < 0 ? doubled : longest;
    return now;
  }

  /** Something was there. */
  void reset() {
    next = SHORTEST;
  }
}
