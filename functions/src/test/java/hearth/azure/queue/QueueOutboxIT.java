package hearth.azure.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.storage.queue.QueueClient;
import com.azure.storage.queue.QueueServiceClient;
import com.azure.storage.queue.QueueServiceClientBuilder;
import hearth.azure.AzuriteProcess;
import hearth.contracts.Contracts;
import hearth.core.fleet.GamePolicy;
import hearth.core.fleet.Limits;
import hearth.core.fleet.Placement;
import hearth.core.fleet.Server;
import hearth.core.fleet.Servers;
import hearth.core.port.Result;
import hearth.core.wanted.InboxMessage;
import hearth.core.wanted.Tick;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Hearth puts on queues, on a real Azurite. */
class QueueOutboxIT {
  private static final String SECRET = "a master secret of more than 32 characters";
  private static final Instant NOW = Instant.parse("2026-11-20T20:00:00Z");
  @TempDir private static Path directory;
  private static AzuriteProcess azurite;
  private static QueueServiceClient queues;
  private static QueueOutbox outbox;

  @BeforeAll
  static void start() throws IOException {
    azurite = AzuriteProcess.start(directory);
    queues =
        new QueueServiceClientBuilder()
            .connectionString(azurite.queues())
            .httpClient(new JdkHttpClientBuilder().build())
            .buildClient();
    outbox = new QueueOutbox(() -> queues, SECRET);
    queues.createQueue("commands");
  }

  @AfterAll
  static void stop() {
    azurite.close();
  }

  @Test
  void aTickKeepsTheContractAndIsHiddenUntilItIsDue() {
    Tick now = new Tick(17, NOW, false);
    Tick later = new Tick(18, NOW.plusSeconds(90), false);
    assertInstanceOf(Result.Done.class, outbox.tick(server("ticked"), later, NOW));
    assertInstanceOf(Result.Done.class, outbox.tick(server("ticked"), now, NOW));
    List<String> visible = texts(queues.getQueueClient("commands"));
    assertEquals(1, visible.size());
    assertEquals(List.of(), Contracts.errors("command", visible.getFirst()));
    assertTrue(visible.getFirst().contains("\"n\":17"));
  }

  @Test
  void helloEmptiesTheInboxAndCarriesTheGenerationsKey() {
    QueueClient inbox = queues.createQueue("agent-greeted");
    outbox.inbox(server("greeted"), message(InboxMessage.Type.SAVE_AND_STOP, 2));
    assertInstanceOf(
        Result.Done.class, outbox.inbox(server("greeted"), message(InboxMessage.Type.HELLO, 3)));
    List<String> texts = texts(inbox);
    assertEquals(1, texts.size());
    assertEquals(List.of(), Contracts.errors("agent", texts.getFirst()));
    String key = HexFormat.of().formatHex(MachineKey.of(SECRET, "greeted", 3));
    assertTrue(texts.getFirst().contains(key));
  }

  @Test
  void helloSaysHowTheGameMayChangeWhereTheFleetDoes() {
    QueueClient inbox = queues.createQueue("agent-changing");
    Server server =
        Servers.changing(GamePolicy.Update.PINNED, GamePolicy.NewWorld.NEVER, server("changing"));
    outbox.inbox(server, message(InboxMessage.Type.HELLO, 3));
    String told = texts(inbox).getFirst();
    assertEquals(List.of(), Contracts.errors("agent", told));
    assertTrue(told.contains("\"update\":\"pinned\",\"newWorld\":\"never\""), told);
    outbox.inbox(server("changing"), message(InboxMessage.Type.HELLO, 4));
    assertFalse(texts(inbox).getLast().contains("newWorld"), "the machine's own word counts");
  }

  @Test
  void helloOfAStartThatWasToBringTheNewestSaysSo() {
    QueueClient inbox = queues.createQueue("agent-newest");
    outbox.inbox(
        server("newest"),
        new InboxMessage(
            "m-3", 3, InboxMessage.Type.HELLO, false, null, NOW.plusSeconds(60), null, true));
    String told = texts(inbox).getFirst();
    assertEquals(List.of(), Contracts.errors("agent", told));
    assertTrue(told.contains("\"take\":true"), told);
  }

  @Test
  void saveAndStopKeepsTheContract() {
    QueueClient inbox = queues.createQueue("agent-stopped");
    outbox.inbox(server("stopped"), message(InboxMessage.Type.SAVE_AND_STOP, 3));
    assertEquals(List.of(), Contracts.errors("agent", texts(inbox).getFirst()));
  }

  @Test
  void aMissingInboxIsNamed() {
    Result result = outbox.inbox(server("nobody"), message(InboxMessage.Type.HELLO, 1));
    assertTrue(assertInstanceOf(Result.Refused.class, result).message().contains("agent-nobody"));
  }

  private static InboxMessage message(InboxMessage.Type type, long generation) {
    return new InboxMessage(
        "m-" + generation, generation, type, false, "hi", NOW.plusSeconds(60), null);
  }

  private static List<String> texts(QueueClient queue) {
    return queue.receiveMessages(32).stream()
        .map(item -> Base64.getDecoder().decode(item.getBody().toBytes()))
        .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
        .toList();
  }

  private static Server server(String name) {
    return Servers.server(
        name,
        name,
        "1",
        "2",
        List.of(new Placement("s", "D2", true, 0)),
        Servers.everyone(),
        Limits.DEFAULT);
  }
}
