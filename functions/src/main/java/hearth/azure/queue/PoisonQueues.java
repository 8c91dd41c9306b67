package hearth.azure.queue;

import com.azure.core.util.Context;
import com.azure.storage.queue.QueueClient;
import com.azure.storage.queue.QueueServiceClient;
import com.azure.storage.queue.models.QueueMessageItem;
import com.azure.storage.queue.models.QueueStorageException;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/**
 * The messages that failed too often. The Functions host puts them into {@code <queue>-poison};
 * here they are told of and moved to {@code <queue>-kept}, where nothing expires and a thousand
 * have room: what a machine can have given up is not kept without end. What finds no room is told
 * of all the same.
 */
public final class PoisonQueues {
  /** The queues whose messages are kept when they are given up. */
  public static final List<String> QUEUES = List.of("commands", "game-events");

  private static final Duration CALL = Duration.ofSeconds(12);

  /** A message stays hidden this long while it is told of: longer than that can take. */
  private static final Duration HIDDEN = Duration.ofMinutes(2);

  private static final Duration NEVER_EXPIRES = Duration.ofSeconds(-1);
  private static final int MOST = 32;

  private static final int MOST_KEPT = 1000;

  private final Supplier<QueueServiceClient> queues;
  private final int mostKept;

  /** Takes one message; when it returns, what is to be told of it is saved. */
  public interface Reader {
    /** {@code text} is the message as the host stored it, in base64. */
    void read(String queue, String id, String text);
  }

  /** With the queues of the control account. */
  public PoisonQueues(Supplier<QueueServiceClient> queues) {
    this(queues, MOST_KEPT);
  }

  PoisonQueues(Supplier<QueueServiceClient> queues, int mostKept) {
    this.queues = queues;
    this.mostKept = mostKept;
  }

  /** The queue where a queue's messages are kept. */
  public static String kept(String queue) {
    return queue + "-kept";
  }

  /**
   * Reads what has come since the last time. One that could not be told of comes again.
   *
   * @throws RuntimeException where the storage fails
   */
  public void read(String queue, Reader reader) {
    QueueClient poison = queues.get().getQueueClient(queue + "-poison");
    for (QueueMessageItem message : received(poison)) {
      String text = message.getBody().toString();
      reader.read(queue, message.getMessageId(), text);
      QueueClient kept = queues.get().getQueueClient(kept(queue));
      if (kept.getProperties().getApproximateMessagesCountLong() < mostKept) {
        kept.sendMessageWithResponse(text, Duration.ZERO, NEVER_EXPIRES, CALL, Context.NONE);
      }
      poison.deleteMessageWithResponse(
          message.getMessageId(), message.getPopReceipt(), CALL, Context.NONE);
    }
  }

  /** The host makes the queue with the first poison message: until then there is none. */
  private static List<QueueMessageItem> received(QueueClient poison) {
    try {
      // A time-out of the client's own would wrap the refusal; the pipeline has one already.
      return poison.receiveMessages(MOST, HIDDEN, null, Context.NONE).stream().toList();
    } catch (QueueStorageException e) {
      if (e.getStatusCode() == 404) {
        return List.of();
      }
      throw e;
    }
  }
}
