package hearth.local.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.azure.storage.queue.QueueClient;
import com.azure.storage.queue.models.QueueErrorCode;
import com.azure.storage.queue.models.QueueMessageItem;
import com.azure.storage.queue.models.QueueStorageException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class QueueFunctionTest {
  private static final Pattern BAR = Pattern.compile("\\|");

  @TempDir Path directory;
  private final String name = "in-" + UUID.randomUUID();
  private final QueueClient queue = SharedAzurite.queue(name);
  private final QueueClient out = SharedAzurite.queue(name + "-out");
  private final QueueClient poison = SharedAzurite.queue(name + "-poison");

  @BeforeEach
  void create() {
    queue.create();
    out.create();
  }

  private Hosted hosting(String method) {
    Staging staging = SampleApp.in(directory);
    staging.function(
        "work",
        "sample.Queue." + method,
        Staging.queueTrigger(name),
        Staging.queueOutput("out", name + "-out"));
    staging.function("give", "sample.Http.bytes", Staging.HTTP, Staging.queueOutput("out", name));
    return new Hosted(staging);
  }

  private String send(String message) {
    return queue.sendMessage(encoded(message)).getMessageId();
  }

  private static String encoded(String message) {
    return Base64.getEncoder().encodeToString(message.getBytes(StandardCharsets.UTF_8));
  }

  private static String received(QueueClient from) {
    QueueMessageItem item =
        Eventually.get("a message", () -> Optional.ofNullable(receivedOrNull(from)));
    return new String(
        Base64.getDecoder().decode(item.getBody().toString()), StandardCharsets.UTF_8);
  }

  private static QueueMessageItem receivedOrNull(QueueClient from) {
    try {
      return from.receiveMessage();
    } catch (QueueStorageException e) {
      assertEquals(QueueErrorCode.QUEUE_NOT_FOUND, e.getErrorCode());
      return null;
    }
  }

  private void assertEmptied() {
    Eventually.isTrue(
        "an empty queue", () -> queue.getProperties().getApproximateMessagesCountLong() == 0);
  }

  @Test
  void theMessagesMetadataIsBoundByName() {
    String id = send("plain text");
    try (Hosted host = hosting("metadata")) {
      String[] seen = BAR.split(received(out), -1);
      assertEquals("plain text", seen[0]);
      assertEquals(id, seen[1]);
      assertEquals("1=1", seen[2]);
      for (int time = 3; time < 6; time++) {
        assertTrue(seen[time].matches("\"[-0-9]{10}T[0-9:]{8}\\+00:00\""), seen[time]);
      }
      assertEquals("receipt", seen[6]);
      assertEmptied();
      assertEquals(0, host.logged("severe"));
    }
  }

  @Test
  void membersOfAJsonMessageReplaceItsMetadata() {
    send("{\"id\": \"mine\", \"INSERTIONTIME\": 7}");
    try (Hosted host = hosting("metadata")) {
      String[] seen = BAR.split(received(out), -1);
      assertEquals("mine", seen[1]);
      assertEquals("7", seen[3]);
      assertEquals(0, host.logged("severe"));
    }
  }

  @Test
  void aMessageThatFailsComesAgain() {
    send("once");
    try (Hosted host = hosting("flaky")) {
      host.awaitLogged("attempt 2 of once");
      assertEmptied();
      assertEquals(1, host.logged("severe"));
    }
  }

  @Test
  void aMessageThatAlwaysFailsGoesToThePoisonQueueAfterItsLastAttempt() {
    send("always");
    try (Hosted host = hosting("flaky")) {
      assertEquals("always", received(poison));
      assertEmptied();
      assertEquals(1, host.logged("attempt 3 of always"));
      assertEquals(0, host.logged("attempt 4 of always"));
    }
  }

  @Test
  void aMessageThatIsNotBase64GoesToThePoisonQueueAsItIs() {
    queue.sendMessage("%%%");
    try (Hosted host = hosting("flaky")) {
      QueueMessageItem item =
          Eventually.get("poison", () -> Optional.ofNullable(receivedOrNull(poison)));
      assertEquals("%%%", item.getBody().toString());
      assertEquals(0, host.logged("attempt"));
    }
  }

  @Test
  void messagesAreWorkedOnInParallel() {
    send("one");
    send("two");
    try (Hosted host = hosting("pair")) {
      Eventually.isTrue("both", () -> host.logged("both are here") == 2);
      assertEmptied();
    }
  }

  @Test
  void whatAnOutputWritesReachesTheListenerOfThatQueue() {
    try (Hosted host = hosting("metadata")) {
      assertEquals(200, host.post("/api/give", "from within").statusCode());
      assertTrue(received(out).startsWith("from within|"));
    }
  }

  @Test
  void switchedOnEveryMessageIsDeliveredTwice() {
    try (Hosted host = hosting("metadata")) {
      assertEquals(202, host.post("/admin/host/twice", "").statusCode());
      send("double");
      assertEquals(received(out), received(out));
      assertEquals(202, host.post("/admin/host/once", "").statusCode());
    }
  }

  @Test
  void switchedOnWhatAnOutputWritesIsSeenLate() {
    try (Hosted host = hosting("metadata")) {
      assertEquals(202, host.post("/admin/host/late", "").statusCode());
      Instant before = Instant.now();
      assertEquals(200, host.post("/api/give", "on a slow day").statusCode());
      assertTrue(received(out).startsWith("on a slow day|"));
      assertFalse(Instant.now().isBefore(before.plusSeconds(5)));
      assertEquals(202, host.post("/admin/host/prompt", "").statusCode());
    }
  }

  @Test
  void aMissingQueueIsToldOfOnceAndLookedForAgain() {
    queue.delete();
    try (Hosted host = hosting("metadata")) {
      host.awaitLogged("the queue " + name + " does not exist");
      queue.create();
      send("at last");
      assertTrue(received(out).startsWith("at last|"));
      assertEquals(1, host.logged("does not exist"));
      assertEquals(1, host.logged("can be read again"));
    }
  }

  @Test
  void aMessageFetchedTooOftenIsPoisonedWithoutAnotherAttempt() {
    send("undone");
    for (int fetched = 0; fetched < 3; fetched++) {
      QueueMessageItem item = queue.receiveMessage();
      queue.updateMessage(
          item.getMessageId(), item.getPopReceipt(), encoded("undone"), java.time.Duration.ZERO);
    }
    try (Hosted host = hosting("metadata")) {
      assertEquals("undone", received(poison));
      host.awaitLogged("it was fetched 4 times and never done");
    }
  }
}
