package hearth.azure.client;

import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpPipeline;
import com.azure.core.http.HttpPipelineBuilder;
import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.core.http.policy.BearerTokenAuthenticationPolicy;
import com.azure.core.http.policy.UserAgentPolicy;
import com.azure.storage.common.policy.RequestRetryOptions;
import com.azure.storage.common.policy.RetryPolicyType;
import com.azure.storage.queue.QueueServiceClient;
import com.azure.storage.queue.QueueServiceClientBuilder;
import hearth.azure.Lazy;
import hearth.azure.arm.AzureDns;
import hearth.azure.arm.VmScaleSets;
import hearth.azure.table.StorageHttp;
import hearth.azure.table.Table;
import hearth.azure.table.TableStateStore;
import java.net.URI;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * The clients of Azure: with the app's managed identity and nothing else, each call once and for a
 * bounded time. What fails is tried again by Hearth's own ticks, not by a client that keeps a
 * function waiting.
 */
public final class AzureClients {
  private static final String STORAGE = "https://storage.azure.com";
  private static final Duration CONNECT = Duration.ofSeconds(3);
  private static final Duration ANSWER = Duration.ofSeconds(10);

  private final Endpoints endpoints;
  private final ManagedIdentity identity;
  private final Table states;
  private final Lazy<HttpClient> http = new Lazy<>(AzureClients::buildHttp);
  private final Lazy<QueueServiceClient> queues = new Lazy<>(this::buildQueues);

  /**
   * The addresses of Azure.
   *
   * @param queues the control account's queue service
   * @param tables the control account's table service
   * @param arm the resource manager
   * @param subscription the subscription's id
   * @param resourceGroup where the scale sets are
   * @param clientId the app's user-assigned identity, or null for its system-assigned one
   */
  public record Endpoints(
      URI queues,
      URI tables,
      URI arm,
      String subscription,
      String resourceGroup,
      String clientId) {}

  /** With the managed identity that the platform offers. */
  public AzureClients(Endpoints endpoints) {
    this.endpoints = endpoints;
    identity = ManagedIdentity.of(System.getenv(), endpoints.clientId());
    states =
        new Table(
            endpoints.tables(),
            TableStateStore.TABLE,
            new StorageHttp((request, date) -> "Bearer " + identity.token(STORAGE).text()));
  }

  private static HttpClient buildHttp() {
    return new JdkHttpClientBuilder().connectionTimeout(CONNECT).responseTimeout(ANSWER).build();
  }

  /**
   * Begins, beside whoever called, what the first call to the table would wait for: the token, the
   * classes of TLS and a connection, which is kept.
   */
  public void begin() {
    states.connect();
  }

  /** The table of states. */
  public Table states() {
    return states;
  }

  /** The queues, made when they are first needed. */
  public Supplier<QueueServiceClient> queues() {
    return queues;
  }

  private QueueServiceClient buildQueues() {
    return new QueueServiceClientBuilder()
        .endpoint(endpoints.queues().toString())
        .httpClient(http.get())
        .credential(new IdentityCredential(identity))
        .retryOptions(new RequestRetryOptions(RetryPolicyType.FIXED, 1, ANSWER, null, null, null))
        .buildClient();
  }

  /** The scale sets. */
  public VmScaleSets scaleSets() {
    return new VmScaleSets(
        new Lazy<>(this::resourceManager),
        endpoints.arm(),
        endpoints.subscription(),
        endpoints.resourceGroup());
  }

  /** The DNS zones. */
  public AzureDns dns() {
    return new AzureDns(
        new Lazy<>(this::resourceManager),
        endpoints.arm(),
        endpoints.subscription(),
        endpoints.resourceGroup());
  }

  private HttpPipeline resourceManager() {
    String arm = endpoints.arm().toString();
    String scope = (arm.endsWith("/") ? arm : arm + "/") + ".default";
    return new HttpPipelineBuilder()
        .httpClient(http.get())
        .policies(
            new UserAgentPolicy("hearth"),
            new BearerTokenAuthenticationPolicy(new IdentityCredential(identity), scope))
        .build();
  }
}
