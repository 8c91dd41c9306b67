package hearth.local.host.queue;

import hearth.local.host.function.Metadata;

import com.azure.storage.queue.QueueClient;
import com.azure.storage.queue.models.QueueMessageItem;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.logging.Logger;

/** A fetched message: hidden from others until it is deleted, released, or this host dies. */
final class HeldMessage {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("'\"'yyyy-MM-dd'T'HH:mm:ssxxx'\"'");

  private final QueueClient queue;
  private final QueueMessageItem item;
  private String receipt;
  private boolean done;

  HeldMessage(QueueClient queue, QueueMessageItem item) {
    this.queue = queue;
    this.item = item;
    this.receipt = item.getPopReceipt();
  }

  String id() {
    return item.getMessageId();
  }

  /** As it lies in the queue, encoded. */
  String text() {
    return item.getBody().toString();
  }

  long dequeueCount() {
    return item.getDequeueCount();
  }

  /** Hides it for so long from now on, as the real host does at half-time. */
  synchronized void hideAgain(Duration time, Logger log) {
    if (done) {
      return;
    }
    try {
      receipt = queue.updateMessage(id(), receipt, text(), time).getPopReceipt();
    } catch (RuntimeException e) {
      log.warning("message " + id() + " cannot be kept hidden: " + Outage.words(e));
    }
  }

  /** It is done with. */
  synchronized void delete() {
    done = true;
    queue.deleteMessage(id(), receipt);
  }

  /** It comes again after a pause. */
  synchronized void release(Duration pause) {
    done = true;
    queue.updateMessage(id(), receipt, text(), pause);
  }

  /** Nothing more is done to it: it stays hidden until its time is over. */
  synchronized void leave() {
    done = true;
  }

  /** Its metadata for a function; {@code body} is its content. */
  Metadata metadata(String body) {
    return new Metadata()
        .with("Id", id())
        .with("PopReceipt", item.getPopReceipt())
        .with("DequeueCount", Long.toString(dequeueCount()))
        .with("InsertionTime", quoted(item.getInsertionTime()))
        .with("ExpirationTime", quoted(item.getExpirationTime()))
        .with("NextVisibleTime", quoted(item.getTimeNextVisible()))
        .with("QueueTrigger", body)
        .withMembersOf(body);
  }

  /** The worker passes times on as JSON, quotes and all. */
  private static String quoted(OffsetDateTime time) {
    return TIME.format(time);
  }
}
