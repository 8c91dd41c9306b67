package hearth.setup.kept;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.rest.Response;
import com.azure.core.util.Context;
import com.azure.core.util.DateTimeRfc1123;
import com.azure.storage.queue.QueueClient;
import com.azure.storage.queue.QueueServiceClient;
import com.azure.storage.queue.models.QueueMessageItem;
import com.azure.storage.queue.models.QueueProperties;
import hearth.azure.queue.PoisonQueues;
import hearth.setup.Problem;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** One queue's dead letters. */
final class KeptQueue {
  /** The most that one call can show: Azure's limit. */
  private static final int MOST = 32;

  /** A message is hidden from others this long while it is dealt with. */
  private static final Duration HIDDEN = Duration.ofMinutes(1);

  private final String queue;
  private final QueueClient kept;

  /** The messages kept of a queue. */
  KeptQueue(QueueServiceClient queues, String queue) {
    this.queue = queue;
    this.kept = queues.getQueueClient(PoisonQueues.kept(queue));
  }

  /**
   * The result of a look.
   *
   * @param messages the first of them
   * @param count how many there are, those that somebody deals with just now too
   * @param at when, by the storage's clock
   */
  record View(String queue, List<KeptMessage> messages, long count, Instant at) {
    List<String> lines() {
      List<String> lines = new ArrayList<>();
      if (count > 0) {
        lines.add(count + " of the queue " + queue + ":");
      }
      messages.forEach(message -> lines.add("  " + message.line()));
      if (count > messages.size()) {
        lines.add(
            "  and "
                + (count - messages.size())
                + " more: beyond the "
                + MOST
                + " that can be listed, or in somebody's hands just now.");
      }
      return lines;
    }
  }

  /** Looks and changes nothing. */
  View look() {
    Response<QueueProperties> properties = kept.getPropertiesWithResponse(null, Context.NONE);
    List<KeptMessage> messages =
        kept.peekMessages(MOST, null, Context.NONE).stream()
            .map(
                item ->
                    message(
                        item.getMessageId(), item.getInsertionTime(), item.getBody().toString()))
            .toList();
    long count = properties.getValue().getApproximateMessagesCountLong();
    return new View(queue, messages, Math.max(count, messages.size()), date(properties));
  }

  /** The storage's own time: the clock of this machine may be wrong. */
  Instant now() {
    return date(kept.getPropertiesWithResponse(null, Context.NONE));
  }

  private static Instant date(Response<?> answer) {
    String date = answer.getHeaders().getValue(HttpHeaderName.DATE);
    if (date == null) {
      throw new Problem("The queue service does not tell the time.");
    }
    return new DateTimeRfc1123(date).getDateTime().toInstant();
  }

  /**
   * Takes out those that are wanted, each only after something was done with it; the others are to
   * be seen again at once.
   *
   * @return how many
   */
  int take(Predicate<KeptMessage> wanted, Runnable deed) {
    List<QueueMessageItem> hidden = new ArrayList<>();
    int taken = 0;
    try {
      long left = kept.getProperties().getApproximateMessagesCountLong();
      while (left > 0) {
        List<QueueMessageItem> page =
            kept.receiveMessages(MOST, HIDDEN, null, Context.NONE).stream().toList();
        hidden.addAll(page);
        for (QueueMessageItem item : page) {
          KeptMessage message =
              message(item.getMessageId(), item.getInsertionTime(), item.getBody().toString());
          if (wanted.test(message)) {
            deed.run();
            remove(item);
            hidden.remove(item);
            taken++;
          }
        }
        left = page.isEmpty() ? 0 : left - page.size();
      }
      return taken;
    } finally {
      hidden.forEach(this::show);
    }
  }

  private void remove(QueueMessageItem item) {
    try {
      kept.deleteMessage(item.getMessageId(), item.getPopReceipt());
    } catch (RuntimeException e) {
      String id = item.getMessageId();
      throw new Problem(
          "Message "
              + id
              + " could not be removed. If it was asked again, that is done: do not ask once more,"
              + " but remove it by './hearth kept drop "
              + id
              + "'.",
          e);
    }
  }

  private void show(QueueMessageItem item) {
    try {
      kept.updateMessage(item.getMessageId(), item.getPopReceipt(), null, Duration.ZERO);
    } catch (RuntimeException e) {
      // It shows itself in a minute; what went wrong before this is what a person has to know.
      return;
    }
  }

  private KeptMessage message(String id, OffsetDateTime since, String text) {
    return new KeptMessage(queue, id, since.toInstant(), Content.of(queue, text));
  }
}
