package hearth.local.host.function;

import java.time.Duration;

/** Counts what is being worked on, and lets others wait until it is little enough. */
public final class InWork {
  private int count;
  private boolean closed;

  public synchronized void enter() {
    count++;
  }

  public synchronized void leave() {
    count--;
    notifyAll();
  }

  /** Nobody waits for room any more. */
  public synchronized void close() {
    closed = true;
    notifyAll();
  }

  /** Returns when at most {@code most} are in work, or when closed. */
  public synchronized void awaitRoom(int most) throws InterruptedException {
    while (count > most && !closed) {
      wait();
    }
  }

  /** Returns when nothing is in work, or when the patience is over. */
  public synchronized void awaitNone(Duration patience) {
    long end = System.nanoTime() + patience.toNanos();
    try {
      for (long left = patience.toMillis(); count > 0 && left > 0; ) {
        wait(left);
        left = Duration.ofNanos(end - System.nanoTime()).toMillis();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
