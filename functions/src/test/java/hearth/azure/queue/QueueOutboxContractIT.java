package hearth.azure.queue;

import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.storage.queue.QueueServiceClient;
import com.azure.storage.queue.QueueServiceClientBuilder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import hearth.azure.AzuriteProcess;
import hearth.core.port.Outbox;
import hearth.core.port.OutboxContract;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** The queue adapter keeps the contract on a real Azurite. */
class QueueOutboxContractIT extends OutboxContract {
  private static final ObjectMapper JSON = new ObjectMapper();
  @TempDir private static Path directory;
  private static AzuriteProcess azurite;
  private static QueueServiceClient queues;

  @BeforeAll
  static void start() throws IOException {
    azurite = AzuriteProcess.start(directory);
    queues =
        new QueueServiceClientBuilder()
            .connectionString(azurite.queues())
            .httpClient(new JdkHttpClientBuilder().build())
            .buildClient();
    queues.createQueue("commands");
  }

  @AfterAll
  static void stop() {
    azurite.close();
  }

  @Override
  protected Outbox outbox(String server) {
    queues.createQueue("agent-" + server);
    return new QueueOutbox(() -> queues, "a master secret of more than 32 characters");
  }

  @Override
  protected List<Long> ticks(String server) {
    return received("commands").stream()
        .filter(message -> message.path("server").asText().equals(server))
        .map(message -> message.path("n").longValue())
        .toList();
  }

  @Override
  protected List<String> inbox(String server) {
    return received("agent-" + server).stream()
        .map(message -> message.path("type").asText() + " " + message.path("generation").asLong())
        .toList();
  }

  private static List<JsonNode> received(String queue) {
    return queues.getQueueClient(queue).receiveMessages(32).stream()
        .map(item -> Base64.getDecoder().decode(item.getBody().toBytes()))
        .map(bytes -> read(new String(bytes, StandardCharsets.UTF_8)))
        .toList();
  }

  private static JsonNode read(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
