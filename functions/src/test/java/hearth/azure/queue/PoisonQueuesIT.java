package hearth.azure.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.storage.queue.QueueServiceClient;
import com.azure.storage.queue.QueueServiceClientBuilder;
import hearth.azure.AzuriteProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of messages that failed too often, on a real Azurite. */
class PoisonQueuesIT {
  @TempDir private static Path directory;
  private static AzuriteProcess azurite;
  private static QueueServiceClient queues;

  private final List<String> read = new ArrayList<>();

  @BeforeAll
  static void start() throws IOException {
    azurite = AzuriteProcess.start(directory);
    queues =
        new QueueServiceClientBuilder()
            .connectionString(azurite.queues())
            .httpClient(new JdkHttpClientBuilder().build())
            .buildClient();
  }

  @AfterAll
  static void stop() {
    azurite.close();
  }

  @Test
  void aQueueThatNeverHadOneIsFine() {
    new PoisonQueues(() -> queues).read("quiet", (queue, id, text) -> read.add(text));
    assertEquals(List.of(), read);
  }

  @Test
  void whatIsToldOfIsKeptAndToldOfOnce() {
    queues.createQueue("told-poison").sendMessage("b25l");
    queues.getQueueClient("told-poison").sendMessage("dHdv");
    queues.createQueue("told-kept");
    PoisonQueues poison = new PoisonQueues(() -> queues);
    poison.read("told", (queue, id, text) -> read.add(queue + " " + text));
    poison.read("told", (queue, id, text) -> read.add("again " + text));
    assertEquals(List.of("told b25l", "told dHdv"), read);
    assertEquals(0, count("told-poison"));
    assertEquals(2, count("told-kept"));
  }

  @Test
  void whatFindsNoRoomIsToldOfAndNotKept() {
    queues.createQueue("full-poison");
    for (int i = 0; i < 5; i++) {
      queues.getQueueClient("full-poison").sendMessage("b25l");
    }
    queues.createQueue("full-kept");
    new PoisonQueues(() -> queues, 3).read("full", (queue, id, text) -> read.add(text));
    assertEquals(5, read.size());
    assertEquals(0, count("full-poison"));
    assertEquals(3, count("full-kept"));
  }

  @Test
  void whatCouldNotBeToldOfStays() {
    queues.createQueue("broken-poison").sendMessage("b25l");
    queues.createQueue("broken-kept");
    PoisonQueues poison = new PoisonQueues(() -> queues);
    assertThrows(
        IllegalStateException.class,
        () ->
            poison.read(
                "broken",
                (queue, id, text) -> {
                  throw new IllegalStateException("the table is away");
                }));
    assertEquals(1, count("broken-poison"));
    assertEquals(0, count("broken-kept"));
  }

  private static long count(String queue) {
    return queues.getQueueClient(queue).getProperties().getApproximateMessagesCountLong();
  }
}
