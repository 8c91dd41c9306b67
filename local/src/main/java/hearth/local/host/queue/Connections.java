package hearth.local.host.queue;

import hearth.local.host.function.HostException;
import hearth.local.host.function.Binding;

import com.azure.core.http.HttpClient;
import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.storage.common.policy.RequestRetryOptions;
import com.azure.storage.common.policy.RetryPolicyType;
import com.azure.storage.queue.QueueClient;
import com.azure.storage.queue.QueueServiceClient;
import com.azure.storage.queue.QueueServiceClientBuilder;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The storage accounts that bindings name: the setting {@code X} is a connection string, or {@code
 * X__queueServiceUri} an account to which the app's identity is let in.
 */
public final class Connections {
  private static final String DEFAULT = "AzureWebJobsStorage";
  private static final RequestRetryOptions RETRY =
      new RequestRetryOptions(
          RetryPolicyType.EXPONENTIAL,
          3,
          Duration.ofSeconds(10),
          Duration.ofMillis(200),
          Duration.ofSeconds(1),
          null);

  private final HttpClient http = new JdkHttpClientBuilder().build();
  private final Map<String, QueueServiceClient> services = new ConcurrentHashMap<>();
  private final Map<String, String> settings;

  public Connections(Map<String, String> settings) {
    this.settings = settings;
  }

  /**
   * The queue that a binding names; nothing is sent yet.
   *
   * @throws HostException when the settings do not say how to reach it
   */
  public QueueClient queue(Binding binding) {
    return service(binding).getQueueClient(binding.required("queueName"));
  }

  /** The queue for what the binding's function cannot digest. */
  public QueueClient poisonQueue(Binding binding) {
    return service(binding).getQueueClient(binding.required("queueName") + "-poison");
  }

  private QueueServiceClient service(Binding binding) {
    String named = binding.text("connection");
    return services.computeIfAbsent(named.isEmpty() ? DEFAULT : named, this::service);
  }

  private QueueServiceClient service(String connection) {
    QueueServiceClientBuilder builder =
        new QueueServiceClientBuilder().httpClient(http).retryOptions(RETRY);
    String connectionString = settings.get(connection);
    String uri = settings.get(connection + "__queueServiceUri");
    if (connectionString == null && uri == null) {
      throw new HostException(
          "the app settings hold neither %s nor %s__queueServiceUri"
              .formatted(connection, connection));
    }
    try {
      return connectionString == null
          ? builder.endpoint(uri).credential(identity(connection)).buildClient()
          : builder.connectionString(connectionString).buildClient();
    } catch (IllegalArgumentException e) {
      // Without the cause: it may quote the connection string.
      throw new HostException("the app setting of the connection " + connection + " is malformed");
    }
  }

  private IdentityCredential identity(String connection) {
    String endpoint = settings.get("IDENTITY_ENDPOINT");
    String header = settings.get("IDENTITY_HEADER");
    if (endpoint == null || header == null) {
      throw new HostException(
          "the connection "
              + connection
              + " needs an identity, but IDENTITY_ENDPOINT or IDENTITY_HEADER is not set");
    }
    return new IdentityCredential(
        URI.create(endpoint), header, Optional.ofNullable(settings.get(connection + "__clientId")));
  }
}
