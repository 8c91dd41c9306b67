package hearth.local.timeline;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Real time, on one thread of its own. */
public final class WallTimeline implements Timeline {
  private static final Logger LOG = System.getLogger(WallTimeline.class.getName());

  private final ScheduledExecutorService executor =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("arm-timeline").factory());

  @Override
  public Instant now() {
    return Instant.now();
  }

  @Override
  public void after(Duration delay, Runnable what) {
    try {
      Future<?> unused =
          executor.schedule(() -> carryOut(what), delay.toNanos(), TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException e) {
      LOG.log(Level.DEBUG, "closed meanwhile", e);
    }
  }

  private static void carryOut(Runnable what) {
    try {
      what.run();
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "a listener or a change of the stand-in failed", e);
    }
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }
}
