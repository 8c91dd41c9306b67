package hearth.local.host;

import com.azure.core.util.Context;
import com.azure.storage.queue.QueueClient;
import com.azure.storage.queue.models.QueueMessageItem;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Feeds one queue to one function: in batches, in parallel, looking less and less often while
 * nothing comes. What fails comes again after a pause, and after some attempts goes to the poison
 * queue; what was fetched by a host that died comes again when its hiding time is over.
 */
final class QueueListener implements Runnable {
  private static final Logger LOG = Logger.getLogger("host.queue");
  private static final Duration LEAST_POLLING = Duration.ofMillis(100);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Function function;
  private final Queues queues;
  private final String connection;
  private final String queue;
  private final QueueOptions options;
  private final Duration hidden;
  private final BooleanSupplier twice;
  private final ExecutorService pool;
  private final AtomicInteger inWork = new AtomicInteger();
  private final Semaphore bell = new Semaphore(0);
  private boolean unreachable;

  QueueListener(
      Function function,
      Binding trigger,
      Queues queues,
      QueueOptions options,
      Duration hidden,
      BooleanSupplier twice,
      ExecutorService pool) {
    this.function = function;
    this.queues = queues;
    this.connection = trigger.text("connection");
    this.queue = trigger.text("queueName");
    this.options = options;
    this.hidden = hidden;
    this.twice = twice;
    this.pool = pool;
    queues.listening(queue, this::wake);
  }

  /** Looks at once. */
  void wake() {
    bell.release();
  }

  @Override
  public void run() {
    Duration pause = LEAST_POLLING;
    while (!Thread.currentThread().isInterrupted()) {
      int fetched = inWork.get() <= options.threshold() ? fetch() : 0;
      pause = fetched > 0 ? LEAST_POLLING : longer(pause);
      // A full house is waited for by those who leave it: they ring.
      if (fetched == 0 && isWoken(pause)) {
        pause = LEAST_POLLING;
      }
    }
  }

  private Duration longer(Duration pause) {
    Duration doubled = pause.multipliedBy(2);
    return doubled.compareTo(options.mostPolling()) > 0 ? options.mostPolling() : doubled;
  }

  private boolean isWoken(Duration pause) {
    try {
      boolean woken = bell.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS);
      bell.drainPermits();
      return woken;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private int fetch() {
    List<QueueMessageItem> batch = new ArrayList<>();
    try {
      queues
          .client(connection, queue)
          .receiveMessages(options.batch(), hidden, null, Context.NONE)
          .forEach(batch::add);
      reached();
    } catch (RuntimeException e) {
      unreachable(e);
    }
    for (QueueMessageItem item : batch) {
      inWork.incrementAndGet();
      pool.execute(() -> work(item));
    }
    return batch.size();
  }

  private void work(QueueMessageItem item) {
    try {
      String text = queues.decode(item.getBody().toBytes());
      if (text == null) {
        LOG.warning("message " + item.getMessageId() + " of " + queue + " is not base64");
        poison(item);
        return;
      }
      if (twice.getAsBoolean()) {
        pool.execute(() -> invokeOnce(item, text));
      }
      settle(item, invokeOnce(item, text));
    } catch (RuntimeException e) {
      // Not deleted, so it comes again: at least once, never 'at most'.
      LOG.log(Level.WARNING, "message " + item.getMessageId() + " could not be settled", e);
    } finally {
      inWork.decrementAndGet();
      wake();
    }
  }

  private boolean invokeOnce(QueueMessageItem item, String text) {
    try {
      Function.Outcome outcome = function.invoke(text, metadata(item, text));
      outcome.outputs().forEach(queues::write);
      return true;
    } catch (Exception | LinkageError e) {
      LOG.log(Level.SEVERE, function.definition().name() + " failed", e);
      return false;
    }
  }

  private void settle(QueueMessageItem item, boolean done) {
    QueueClient client = queues.client(connection, queue);
    if (done) {
      client.deleteMessage(item.getMessageId(), item.getPopReceipt());
    } else if (item.getDequeueCount() >= options.attempts()) {
      poison(item);
    } else {
      client.updateMessage(
          item.getMessageId(),
          item.getPopReceipt(),
          item.getBody().toString(),
          options.retryPause());
    }
  }

  private void poison(QueueMessageItem item) {
    QueueClient poison = queues.client(connection, queue + "-poison");
    poison.createIfNotExists();
    poison.sendMessage(item.getBody().toString());
    queues.client(connection, queue).deleteMessage(item.getMessageId(), item.getPopReceipt());
  }

  /** Members of a JSON message stand in for the queue's own metadata of the same name. */
  static Map<String, Object> metadata(QueueMessageItem item, String text) {
    Map<String, Object> metadata = new HashMap<>();
    metadata.put("id", item.getMessageId());
    metadata.put("popreceipt", item.getPopReceipt());
    metadata.put("dequeuecount", item.getDequeueCount());
    metadata.put("insertiontime", "\"" + item.getInsertionTime() + "\"");
    metadata.put("expirationtime", "\"" + item.getExpirationTime() + "\"");
    metadata.put("nextvisibletime", "\"" + item.getTimeNextVisible() + "\"");
    try {
      JsonNode json = JSON.readTree(text.getBytes(StandardCharsets.UTF_8));
      if (json.isObject()) {
        json.properties()
            .forEach(
                member ->
                    metadata.put(
                        member.getKey().toLowerCase(Locale.ROOT), member.getValue().asText()));
      }
    } catch (JsonProcessingException e) {
      LOG.fine("not JSON, so it has no members");
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return metadata;
  }

  private void reached() {
    if (unreachable) {
      unreachable = false;
      LOG.info("queue " + queue + " is back");
    }
  }

  private void unreachable(RuntimeException e) {
    if (!unreachable) {
      unreachable = true;
      LOG.log(Level.WARNING, "queue " + queue + " cannot be read: " + e.getMessage());
    }
  }

  /** Waits a little for what is in work. */
  void drain(Duration patience) throws InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    while (inWork.get() > 0 && System.nanoTime() < end) {
      TimeUnit.MILLISECONDS.sleep(10);
    }
  }
}
