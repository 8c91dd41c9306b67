package hearth.bell;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * At most one look a second, however many ring. Whoever rings while a look is yet to begin needs
 * none of their own: it finds their message, too.
 */
public final class Pace {
  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  private final LongSupplier nanos;
  private final Sleep sleep;
  private long next;
  private boolean waiting;

  /** The way to wait. */
  @FunctionalInterface
  interface Sleep {
    void nanos(long nanos) throws InterruptedException;
  }

  /** By the process's clock. */
  public Pace() {
    this(System::nanoTime, nanos -> Thread.sleep(Duration.ofNanos(nanos)));
  }

  Pace(LongSupplier nanos, Sleep sleep) {
    this.nanos = nanos;
    this.sleep = sleep;
    next = nanos.getAsLong();
  }

  /**
   * Waits until it is time for a look, a second at most.
   *
   * @return false where a look of another's is yet to begin
   */
  public boolean awaitTurn() throws InterruptedException {
    long wait;
    synchronized (this) {
      if (waiting) {
        return false;
      }
      waiting = true;
      wait = next - nanos.getAsLong();
    }
    try {
      if (wait > 0) {
        sleep.nanos(wait);
      }
      return true;
    } finally {
      synchronized (this) {
        waiting = false;
        next = nanos.getAsLong() + SECOND;
      }
    }
  }
}
