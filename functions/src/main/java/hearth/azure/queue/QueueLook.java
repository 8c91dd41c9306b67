package hearth.azure.queue;

import com.azure.core.util.Context;
import com.azure.storage.queue.QueueClient;
import com.azure.storage.queue.QueueServiceClient;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.logging.Logger;

/**
 * Looks at one queue at once instead of waiting for its trigger, and does with what it finds as the
 * trigger would. The queue stays the truth and the trigger the safety net: whichever fetches a
 * message handles it, and what fails here comes back for whoever looks next.
 */
public final class QueueLook {
  /** As {@code batchSize} in host.json. */
  static final int BATCH = 16;

  /**
   * The trigger hides what it fetches for ten minutes and cannot be told otherwise; a process that
   * dies while it handles what it found here costs one. A handling that lasts longer has saved its
   * event long before: who fetches the message then finds old news.
   */
  static final Duration HIDDEN = Duration.ofMinutes(1);

  private final Supplier<QueueServiceClient> queues;
  private final String queue;
  private final Handler handler;
  private final ThreadFactory threads;
  private final Semaphore inWork = new Semaphore(BATCH);

  /** Handles one message, as the trigger's function does. */
  public interface Handler {
    /**
     * {@code message} is decoded and {@code id} the queue's; when this returns, the message is
     * done.
     *
     * @throws RuntimeException where this attempt failed
     */
    void handle(String message, String id, Logger log);
  }

  /** With the queues of the control account. */
  public QueueLook(Supplier<QueueServiceClient> queues, String queue, Handler handler) {
    this.queues = queues;
    this.queue = queue;
    this.handler = handler;
    threads = Thread.ofPlatform().daemon().name(queue + "-", 0).factory();
  }

  /**
   * Fetches what lies there, at most as many as the trigger would, and returns when all of it is
   * settled; different messages are handled side by side.
   *
   * @return how many were found
   * @throws RuntimeException where the queue cannot be read: what it holds is left to the trigger
   */
  public int now(Logger log) {
    List<FetchedMessage> found = fetch(BATCH);
    if (found.size() == 1) {
      found.getFirst().settle(handler, log);
    } else if (!found.isEmpty()) {
      try (ExecutorService all = Executors.newThreadPerTaskExecutor(threads)) {
        found.forEach(message -> all.execute(() -> message.settle(handler, log)));
      }
    }
    return found.size();
  }

  /**
   * Fetches what lies there and returns while it is being handled, each message on a thread of its
   * own; waits first while as many are in work as the trigger would fetch at once.
   *
   * @throws RuntimeException where the queue cannot be read: what it holds is left to the trigger
   */
  public void begin(Logger log) throws InterruptedException {
    inWork.acquire();
    int room = 1 + inWork.drainPermits();
    int found = 0;
    try {
      for (FetchedMessage message : fetch(room)) {
        found++;
        start(message, log);
      }
    } finally {
      inWork.release(room - found);
    }
  }

  private void start(FetchedMessage message, Logger log) {
    threads
        .newThread(
            () -> {
              try {
                message.settle(handler, log);
              } finally {
                inWork.release();
              }
            })
        .start();
  }

  /** Waits for what is being handled, for so long at most. */
  public void drain(Duration patience) throws InterruptedException {
    if (inWork.tryAcquire(BATCH, patience.toMillis(), TimeUnit.MILLISECONDS)) {
      inWork.release(BATCH);
    }
  }

  private List<FetchedMessage> fetch(int most) {
    QueueClient client = queues.get().getQueueClient(queue);
    return client.receiveMessages(most, HIDDEN, null, Context.NONE).stream()
        .map(item -> new FetchedMessage(queues, client, item))
        .toList();
  }
}
