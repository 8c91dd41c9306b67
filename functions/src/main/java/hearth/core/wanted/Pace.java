package hearth.core.wanted;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How much of what a machine reports was told in the channel within a minute: a machine may lie,
 * and people are to be able to read.
 *
 * @param from when the minute began
 * @param told how much
 */
public record Pace(Instant from, int told) {
  private static final Duration WINDOW = Duration.ofMinutes(1);

  /** What a server's machine may have told in a minute; the rest is one line. */
  public static final int MOST = 20;

  /** With one more. */
  public static Pace next(@Nullable Pace before, Instant now) {
    return before != null && before.end().isAfter(now)
        ? new Pace(before.from(), before.told() + 1)
        : new Pace(now, 1);
  }

  public boolean isSpent() {
    return told > MOST;
  }

  /** When the next minute may begin. */
  public Instant end() {
    return from.plus(WINDOW);
  }
}
