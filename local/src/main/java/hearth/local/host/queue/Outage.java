package hearth.local.host.queue;

import com.azure.storage.queue.models.QueueErrorCode;
import com.azure.storage.queue.models.QueueStorageException;
import java.util.logging.Logger;

/** Tells of a queue that cannot be read: once when it begins, once when it is over. */
final class Outage {
  private final String queue;
  private final Logger log;
  private String trouble = "";

  Outage(String queue, Logger log) {
    this.queue = queue;
    this.log = log;
  }

  synchronized void began(RuntimeException e) {
    boolean isMissing = isMissing(e);
    String kind = isMissing ? "missing" : "unreachable";
    if (trouble.equals(kind)) {
      return;
    }
    trouble = kind;
    log.warning(
        isMissing
            ? "the queue " + queue + " does not exist: make it; it is looked for again and again"
            : "the queue " + queue + " cannot be read, it is tried again and again: " + words(e));
  }

  synchronized void over() {
    if (!trouble.isEmpty()) {
      log.info("the queue " + queue + " can be read again");
      trouble = "";
    }
  }

  private static boolean isMissing(RuntimeException e) {
    return e instanceof QueueStorageException storage
        && QueueErrorCode.QUEUE_NOT_FOUND.equals(storage.getErrorCode());
  }

  /** An exception of the SDK in one line. */
  static String words(RuntimeException e) {
    if (e instanceof QueueStorageException storage) {
      return "status " + storage.getStatusCode() + ", " + storage.getErrorCode();
    }
    Throwable cause = e;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause.toString();
  }
}
