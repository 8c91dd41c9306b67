package hearth.local.host.queue;

import hearth.local.host.function.InWork;

import com.azure.core.util.Context;
import com.azure.storage.queue.QueueClient;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.logging.Logger;

/**
 * Fetches messages of one queue in batches and has them worked on in parallel; looks again at once
 * after a batch, and less and less often while nothing comes.
 */
public final class QueueListener {
  private final QueueClient queue;
  private final QueueWork work;
  private final HostJson settings;
  private final Duration hidden;
  private final Threads threads;
  private final Logger log;
  private final Outage outage;
  private final InWork inWork = new InWork();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread;

  /** The thread for the work, for what is due later, and for the time between two looks. */
  public record Threads(Executor pool, ScheduledExecutorService later, Pause pause) {}

  /** Lets time pass. */
  public interface Pause {
    /** Returns after so long, or as soon as {@code closed} is. */
    void pass(Duration time, CountDownLatch closed) throws InterruptedException;

    /** Real time. */
    static void real(Duration time, CountDownLatch closed) throws InterruptedException {
      var unused = closed.await(time.toNanos(), TimeUnit.NANOSECONDS);
    }
  }

  /**
   * @param hidden how long a message stays hidden unless the host renews it
   */
  public QueueListener(
      QueueClient queue,
      QueueWork work,
      HostJson settings,
      Duration hidden,
      Threads threads,
      Logger log) {
    this.queue = queue;
    this.work = work;
    this.settings = settings;
    this.hidden = hidden;
    this.threads = threads;
    this.log = log;
    this.outage = new Outage(queue.getQueueName(), log);
    this.thread =
        Thread.ofPlatform().daemon().name("queue-" + queue.getQueueName()).unstarted(this::listen);
  }

  public void start() {
    thread.start();
  }

  /** Fetches no more; what is in work goes on. */
  public void stop() {
    closed.countDown();
    inWork.close();
  }

  /** After {@link #stop}: waits a little for what is in work. */
  public void drain(Duration patience) {
    try {
      // Not interrupted: a batch on its way would stay hidden although nobody works on it.
      thread.join(patience);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    inWork.awaitNone(patience);
  }

  private void listen() {
    Backoff backoff = new Backoff(settings.longestPoll(), ThreadLocalRandom.current()::nextDouble);
    try {
      boolean found = false;
      while (isOpen()) {
        inWork.awaitRoom(settings.newBatchThreshold());
        if (isOpen() && fetch() > 0) {
          found = true;
        } else {
          threads.pause().pass(backoff.next(found), closed);
          found = false;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean isOpen() {
    return closed.getCount() > 0;
  }

  private int fetch() {
    try {
      List<HeldMessage> batch =
          queue.receiveMessages(settings.batchSize(), hidden, null, Context.NONE).stream()
              .map(item -> new HeldMessage(queue, item))
              .toList();
      outage.over();
      batch.forEach(this::begin);
      return batch.size();
    } catch (RuntimeException e) {
      outage.began(e);
      return 0;
    }
  }

  private void begin(HeldMessage message) {
    inWork.enter();
    long half = hidden.toMillis() / 2;
    ScheduledFuture<?> renewal =
        threads
            .later()
            .scheduleAtFixedRate(
                () -> threads.pool().execute(() -> message.hideAgain(hidden, log)),
                half,
                half,
                TimeUnit.MILLISECONDS);
    threads
        .pool()
        .execute(
            () -> {
              try {
                work.on(message);
              } finally {
                renewal.cancel(false);
                inWork.leave();
              }
            });
  }
}
