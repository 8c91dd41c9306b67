package hearth.local.demo;

import hearth.local.stack.HostProcess;
import java.io.PrintStream;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Kills the functions host again and again, at moments that a seed decides. */
public final class Killer implements AutoCloseable {
  private final HostProcess host;
  private final PrintStream out;
  private final Random random;
  private final int longestPause;
  private final Thread thread;
  private final AtomicInteger left;
  private volatile boolean closed;

  /**
   * @param kills how many
   * @param longestPauseMillis the longest time between two
   */
  public Killer(HostProcess host, PrintStream out, long seed, int kills, int longestPauseMillis) {
    this.host = host;
    this.out = out;
    this.random = new Random(seed);
    this.left = new AtomicInteger(kills);
    this.longestPause = longestPauseMillis;
    this.thread = Thread.ofPlatform().daemon().name("killer").start(this::run);
  }

  /** How many kills are still to come. */
  public int left() {
    return left.get();
  }

  private void run() {
    try {
      while (left.get() > 0 && !closed) {
        TimeUnit.MILLISECONDS.sleep(random.nextInt(longestPause));
        if (closed) {
          return;
        }
        host.kill();
        out.println("  ✗ kill -9, " + left.decrementAndGet() + " to come");
        host.start();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
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
