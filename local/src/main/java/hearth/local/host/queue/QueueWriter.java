package hearth.local.host.queue;

import com.azure.core.util.Context;
import com.azure.storage.queue.QueueClient;
import hearth.local.host.function.Output;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;

/**
 * Writes queue outputs. Nobody is woken: with version 5 of the queue extension a message waits for
 * the next look, also when the listener is in the same host (seen on host 4.1037.0).
 */
public final class QueueWriter {
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{1,61}[a-z0-9]");
  private static final Duration LATE = Duration.ofSeconds(5);

  private final Connections connections;
  private final MessageEncoding encoding;
  private final Logger log;
  private final Troubles troubles;

  /**
   * The troubles that messages may meet.
   *
   * @param twice whether each message is written twice, as if it were delivered twice
   * @param late whether each message is seen only five seconds after it was written
   */
  public record Troubles(BooleanSupplier twice, BooleanSupplier late) {}

  /**
   * A writer of output bindings.
   *
   * @param troubles on the messages' way
   */
  public QueueWriter(
      Connections connections, MessageEncoding encoding, Troubles troubles, Logger log) {
    this.connections = connections;
    this.encoding = encoding;
    this.troubles = troubles;
    this.log = log;
  }

  /** Writes what the outputs hold; false, logged, when that fails, also for the first few only. */
  public boolean writeAll(String function, List<Output> outputs) {
    for (Output output : outputs) {
      String queue = output.binding().required("queueName");
      try {
        checkName(queue);
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
    for (byte[] message : OutputMessages.of(output.getValue())) {
      Duration hidden = troubles.late().getAsBoolean() ? LATE : Duration.ZERO;
      for (int copy = troubles.twice().getAsBoolean() ? 2 : 1; copy > 0; copy--) {
        queue.sendMessageWithResponse(encoding.encode(message), hidden, null, null, Context.NONE);
      }
    }
  }

  /** The real host answers 500 where an output's queue has a name that Azure does not allow. */
  private static void checkName(String queue) {
    if (!NAME.matcher(queue).matches() || queue.contains("--")) {
      throw new IllegalArgumentException(
          "a queue's name has 3 to 63 lower-case letters, digits and single hyphens");
    }
  }
}
