package hearth.local.host.queue;

import hearth.local.host.SharedAzurite;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.azure.storage.queue.QueueClient;
import java.time.Duration;
import java.util.UUID;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

final class HeldMessageTest {
  private final QueueClient queue = SharedAzurite.queue("held-" + UUID.randomUUID());

  @Test
  void hiddenAgainItCanStillBeDeleted() {
    queue.create();
    queue.sendMessage("text");
    HeldMessage message = new HeldMessage(queue, queue.receiveMessage());
    message.hideAgain(Duration.ofMinutes(1), Logger.getAnonymousLogger());
    message.delete();
    assertEquals(0, queue.getProperties().getApproximateMessagesCountLong());
  }

  @Test
  void onceReleasedItIsNotHiddenAgain() {
    queue.create();
    queue.sendMessage("text");
    HeldMessage message = new HeldMessage(queue, queue.receiveMessage());
    message.release(Duration.ZERO);
    message.hideAgain(Duration.ofMinutes(1), Logger.getAnonymousLogger());
    assertEquals(2, queue.receiveMessage().getDequeueCount());
  }
}
