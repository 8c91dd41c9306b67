package hearth.local.demo;

import hearth.local.stack.HostProcess;
import hearth.local.stack.LocalStack;
import java.io.PrintStream;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/**
 * Kills the functions host again and again, at moments that a seed decides; one kill of three comes
 * as soon as the host has fetched a message that machines sent, by trigger or by bell, so that it
 * falls between fetching and saving, or soon after.
 */
public final class Killer implements AutoCloseable {
  private static final int AIMED = 3;
  private static final int LONGEST_AIM_MILLIS = 2000;

  /** On a busy machine a host needs longer to do anything: it lives as many of its own starts. */
  private static final int STARTS = 5;

  private final HostProcess host;
  private final BooleanSupplier shows;
  private final AtomicInteger hits = new AtomicInteger();
  private final PrintStream out;
  private final Random random;
  private final int longestPause;
  private final Thread thread;
  private final AtomicInteger left;
  private volatile boolean closed;

  /**
   * @param stack whose host is killed
   * @param kills how many
   * @param longestPauseMillis the longest time between two, or five times what the host's last start
   *     took if that is longer
   */
  public Killer(LocalStack stack, PrintStream out, long seed, int kills, int longestPauseMillis) {
    this.host = stack.host();
    this.shows = () -> stack.storage().shows("game-events");
    this.out = out;
    this.random = new Random(seed);
    this.left = new AtomicInteger(kills);
    this.longestPause = longestPauseMillis;
    this.thread = Thread.ofPlatform().daemon().name("killer").start(this::run);
  }

  /** The number of kills still to come. */
  public int left() {
    return left.get();
  }

  /** The number that came just after a fetch. */
  public int hits() {
    return hits.get();
  }

  private void run() {
    try {
      int pause = longestPause;
      while (left.get() > 0 && !closed) {
        TimeUnit.MILLISECONDS.sleep(random.nextInt(pause));
        boolean fetched = left.get() % AIMED == 0 && isFetchedSoon();
        if (closed) {
          return;
        }
        host.kill();
        hits.addAndGet(fetched ? 1 : 0);
        String when = fetched ? " after a fetch, " : ", ";
        out.println("  ✗ kill -9" + when + left.decrementAndGet() + " to come");
        long begun = System.nanoTime();
        host.start();
        int took = (int) TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
        pause = Math.max(longestPause, STARTS * took);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Returns at once when a message that was there is so no longer; after a while in any case. */
  private boolean isFetchedSoon() throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(LONGEST_AIM_MILLIS);
    boolean was = false;
    while (System.nanoTime() < end && !closed) {
      boolean is = isShown();
      if (was && !is) {
        return true;
      }
      was = is;
      TimeUnit.MILLISECONDS.sleep(1);
    }
    return false;
  }

  /** Storage may be away. */
  private boolean isShown() {
    try {
      return shows.getAsBoolean();
    } catch (RuntimeException e) {
      return false;
    }
  }

  /** Ends when the host is up again. */
  @Override
  public void close() {
    closed = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
