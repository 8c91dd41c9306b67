package hearth.local.host;

import com.azure.storage.queue.QueueClient;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Writes queue outputs, and wakes whoever in this host listens to the queue. */
final class QueueWriter {
  private final Connections connections;
  private final MessageEncoding encoding;
  private final Logger log;
  private final Map<String, Runnable> listeners = new ConcurrentHashMap<>();

  QueueWriter(Connections connections, MessageEncoding encoding, Logger log) {
    this.connections = connections;
    this.encoding = encoding;
    this.log = log;
  }

  /** {@code wake} is run whenever this host has written to that queue. */
  void onWrite(String queue, Runnable wake) {
    listeners.merge(
        queue,
        wake,
        (first, second) ->
            () -> {
              first.run();
              second.run();
            });
  }

  /** Writes what the outputs hold; false, logged, when that fails, also for the first few only. */
  boolean writeAll(String function, List<Output> outputs) {
    for (Output output : outputs) {
      String queue = output.binding().required("queueName");
      try {
        write(connections.queue(output.binding()), output);
      } catch (RuntimeException e) {
        log.log(
            Level.SEVERE,
            "function %s: its output to queue %s failed: %s"
                .formatted(function, queue, Outage.words(e)));
        return false;
      }
    }
    return true;
  }

  private void write(QueueClient queue, Output output) {
    List<byte[]> messages = OutputMessages.of(output.getValue());
    messages.forEach(message -> queue.sendMessage(encoding.encode(message)));
    if (!messages.isEmpty()) {
      listeners.getOrDefault(queue.getQueueName(), () -> {}).run();
    }
  }
}
