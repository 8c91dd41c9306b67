package hearth.azure.queue;

import com.azure.core.util.Context;
import com.azure.storage.queue.QueueClient;
import com.azure.storage.queue.QueueServiceClient;
import com.azure.storage.queue.models.QueueErrorCode;
import com.azure.storage.queue.models.QueueMessageItem;
import com.azure.storage.queue.models.QueueStorageException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * A message fetched by {@link QueueLook}. What becomes of it is what the queue extension's own
 * processor does (QueueProcessor of Microsoft.Azure.WebJobs.Extensions.Storage.Queues 5.3):
 *
 * <pre>
 * fetched ── more attempts before than allowed, or not base64 ──▶ poison queue
 *    └─ handled ─┬─ returned ──▶ deleted
 *                └─ failed ─┬─ attempts left ──▶ visible again after a pause
 *                           └─ the last attempt ──▶ poison queue
 * </pre>
 */
final class FetchedMessage {
  /** As {@code maxDequeueCount} in host.json. */
  static final int ATTEMPTS = 5;

  /** As {@code visibilityTimeout} in host.json. */
  static final Duration PAUSE = Duration.ofSeconds(10);

  private final Supplier<QueueServiceClient> queues;
  private final QueueClient queue;
  private final QueueMessageItem item;

  FetchedMessage(Supplier<QueueServiceClient> queues, QueueClient queue, QueueMessageItem item) {
    this.queues = queues;
    this.queue = queue;
    this.item = item;
  }

  /** Handles it once; if that cannot be recorded, it comes again when its minute is over. */
  void settle(QueueLook.Handler handler, Logger log) {
    try {
      String message = decoded();
      if (message == null || item.getDequeueCount() > ATTEMPTS) {
        poison();
      } else if (isHandled(message, handler, log)) {
        delete();
      } else if (item.getDequeueCount() >= ATTEMPTS) {
        poison();
      } else {
        release();
      }
    } catch (RuntimeException e) {
      log.log(Level.WARNING, name() + " cannot be settled and comes again", e);
    }
  }

  private boolean isHandled(String message, QueueLook.Handler handler, Logger log) {
    try {
      handler.handle(message, item.getMessageId(), log);
      return true;
    } catch (RuntimeException | Error e) {
      log.log(
          Level.SEVERE,
          name() + " failed, attempt " + item.getDequeueCount() + " of " + ATTEMPTS,
          e);
      return false;
    }
  }

  private String decoded() {
    try {
      return new String(Base64.getDecoder().decode(text()), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private String text() {
    return item.getBody().toString();
  }

  private String name() {
    return "message " + item.getMessageId() + " of " + queue.getQueueName();
  }

  private void poison() {
    QueueClient poison = queues.get().getQueueClient(queue.getQueueName() + "-poison");
    poison.createIfNotExistsWithResponse(null, null, Context.NONE);
    poison.sendMessageWithResponse(text(), null, null, null, Context.NONE);
    delete();
  }

  private void delete() {
    unlessTaken(
        () ->
            queue.deleteMessageWithResponse(
                item.getMessageId(), item.getPopReceipt(), null, Context.NONE));
  }

  private void release() {
    unlessTaken(
        () ->
            queue.updateMessageWithResponse(
                item.getMessageId(), item.getPopReceipt(), text(), PAUSE, null, Context.NONE));
  }

  /** Whoever fetched it after its minute settles it. */
  private static void unlessTaken(Runnable call) {
    try {
      call.run();
    } catch (QueueStorageException e) {
      boolean taken =
          e.getStatusCode() == 404 || QueueErrorCode.POP_RECEIPT_MISMATCH.equals(e.getErrorCode());
      if (!taken) {
        throw e;
      }
    }
  }
}
