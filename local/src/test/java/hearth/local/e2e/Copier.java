package hearth.local.e2e;

import com.azure.core.util.Context;
import com.azure.storage.queue.QueueClient;
import hearth.local.stack.LocalStack;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/**
 * Writes what machines send into their queue a second time, as a queue that delivers twice would,
 * whoever fetches it. A message that is fetched within milliseconds may escape it.
 */
final class Copier implements AutoCloseable {
  private static final int MOST_PEEKED = 32;

  private final QueueClient queue;
  private final Set<String> known = new HashSet<>();
  private final List<String> copied = new CopyOnWriteArrayList<>();
  private final Thread thread = Thread.ofPlatform().daemon().name("copier").unstarted(this::run);
  private volatile boolean closed;

  Copier(LocalStack stack) {
    queue = stack.storage().queue("game-events");
    thread.start();
  }

  /** The texts that were sent a second time, as they lay in the queue. */
  List<String> copied() {
    return copied;
  }

  private void run() {
    try {
      while (!closed) {
        copy();
        TimeUnit.MILLISECONDS.sleep(1);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void copy() {
    try {
      queue
          .peekMessages(MOST_PEEKED, Duration.ofSeconds(10), Context.NONE)
          .forEach(
              message -> {
                if (known.add(message.getMessageId())) {
                  String text = message.getBody().toString();
                  known.add(queue.sendMessage(text).getMessageId());
                  copied.add(text);
                }
              });
    } catch (RuntimeException e) {
      // Storage may be away: then nothing is sent.
      Thread.onSpinWait();
    }
  }

  @Override
  public void close() {
    closed = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
