package hearth.local.http;

import java.time.Duration;
import java.time.Instant;

/** A limit that allows a burst of {@code size} and refills evenly. */
public final class TokenBucket {
  private final double size;
  private final double perSecond;
  private double level;
  private Instant filled;

  /** A full bucket at {@code now}. */
  public TokenBucket(double size, double perSecond, Instant now) {
    this.size = size;
    this.perSecond = perSecond;
    this.level = size;
    this.filled = now;
  }

  /** Takes one; zero when there was one, else how long until there is. */
  public synchronized Duration take(Instant now) {
    double seconds = Math.max(0, Duration.between(filled, now).toNanos() / 1e9);
    level = Math.min(size, level + seconds * perSecond);
    filled = now;
    if (level >= 1) {
      level -= 1;
      return Duration.ZERO;
    }
    return Duration.ofNanos((long) Math.ceil((1 - level) / perSecond * 1e9));
  }

  /** The tokens left as of the last call of {@link #take}. */
  public synchronized int left() {
    return (int) level;
  }
}
