package hearth.azure;

import com.azure.core.util.Context;
import com.azure.storage.queue.QueueClient;
import com.azure.storage.queue.QueueServiceClient;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
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
  }

  /**
   * Fetches what lies there, at most as many as the trigger would, and returns when all of it is
   * settled; different messages are handled side by side.
   *
   * @return how many were found
   * @throws RuntimeException where the queue cannot be read: what it holds is left to the trigger
   */
  public int now(Logger log) {
    List<FetchedMessage> found = fetch();
    if (found.size() == 1) {
      found.getFirst().settle(handler, log);
    } else if (!found.isEmpty()) {
      try (ExecutorService threads =
          Executors.newThreadPerTaskExecutor(
              Thread.ofPlatform().daemon().name("look-" + queue + "-", 0).factory())) {
        found.forEach(message -> threads.execute(() -> message.settle(handler, log)));
      }
    }
    return found.size();
  }

  private List<FetchedMessage> fetch() {
    QueueClient client = queues.get().getQueueClient(queue);
    return client.receiveMessages(BATCH, HIDDEN, null, Context.NONE).stream()
        .map(item -> new FetchedMessage(queues, client, item))
        .toList();
  }
}
