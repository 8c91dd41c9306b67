package hearth.local.host;

import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.storage.common.policy.RequestRetryOptions;
import com.azure.storage.common.policy.RetryPolicyType;
import com.azure.storage.queue.QueueClient;
import com.azure.storage.queue.QueueServiceClient;
import com.azure.storage.queue.QueueServiceClientBuilder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The queues that bindings name, by connection, and what is written to them. */
final class Queues {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Map<String, String> settings;
  private final boolean base64;
  private final Map<String, QueueServiceClient> services = new ConcurrentHashMap<>();
  private final Map<String, Runnable> listeners = new ConcurrentHashMap<>();

  Queues(Map<String, String> settings, boolean base64) {
    this.settings = settings;
    this.base64 = base64;
  }

  QueueClient client(Binding binding) {
    return client(binding.text("connection"), binding.text("queueName"));
  }

  QueueClient client(String connection, String queue) {
    return services.computeIfAbsent(connection, this::service).getQueueClient(queue);
  }

  /** {@code wake} is called whenever this host has written to that queue. */
  void listening(String queue, Runnable wake) {
    listeners.put(queue, wake);
  }

  /** Writes what a function left in an output, if it left anything. */
  void write(Output output) {
    if (output.getValue() == null) {
      return;
    }
    QueueClient queue = client(output.binding());
    for (byte[] message : messages(output.getValue())) {
      queue.sendMessage(encode(message));
    }
    listeners.getOrDefault(queue.getQueueName(), () -> {}).run();
  }

  String encode(byte[] message) {
    return base64
        ? Base64.getEncoder().encodeToString(message)
        : new String(message, StandardCharsets.UTF_8);
  }

  /** The text of a message, or null where it is not encoded as host.json says. */
  String decode(byte[] body) {
    try {
      byte[] message = base64 ? Base64.getDecoder().decode(body) : body;
      return new String(message, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  /** Bytes go out as they are; a JSON string is parsed and written again, an array one by one. */
  static List<byte[]> messages(Object value) {
    if (value instanceof byte[] bytes) {
      return List.of(bytes);
    }
    String text = value.toString();
    try {
      JsonNode json = JSON.readTree(text);
      List<byte[]> messages = new ArrayList<>();
      if (json.isArray()) {
        for (JsonNode element : json) {
          messages.add(JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(element));
        }
        return messages;
      }
      return json.isObject()
          ? List.of(JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(json))
          : List.of(text.getBytes(StandardCharsets.UTF_8));
    } catch (JsonProcessingException e) {
      return List.of(text.getBytes(StandardCharsets.UTF_8));
    }
  }

  private QueueServiceClient service(String connection) {
    String single = settings.get(connection);
    String uri = settings.get(connection + "__queueServiceUri");
    QueueServiceClientBuilder builder =
        new QueueServiceClientBuilder()
            .httpClient(new JdkHttpClientBuilder().build())
            .retryOptions(
                new RequestRetryOptions(
                    RetryPolicyType.FIXED, 2, Duration.ofSeconds(10), null, null, null));
    if (single != null) {
      return builder.connectionString(single).buildClient();
    }
    if (uri == null) {
      throw new HostException(
          "the app settings hold neither "
              + connection
              + " nor "
              + connection
              + "__queueServiceUri");
    }
    return builder
        .endpoint(uri)
        .credential(
            new IdentityCredential(
                settings.get("IDENTITY_ENDPOINT"), settings.get("IDENTITY_HEADER")))
        .buildClient();
  }
}
