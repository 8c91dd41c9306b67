package hearth.local.stack;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.http.HttpClient;
import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.data.tables.TableClient;
import com.azure.data.tables.TableServiceClient;
import com.azure.data.tables.TableServiceClientBuilder;
import com.azure.storage.queue.QueueClient;
import com.azure.storage.queue.QueueServiceClient;
import com.azure.storage.queue.QueueServiceClientBuilder;
import hearth.local.http.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import javax.net.ssl.SSLContext;
import reactor.core.publisher.Mono;

/** The control account as the local run itself reaches it: to make what templates make in Azure. */
public final class Storage {
  private final Identity identity;
  private final SSLContext trust;
  private final QueueServiceClient queues;
  private final TableServiceClient tables;

  /**
   * @param queueUri the queue service
   * @param tableUri the table service
   * @param identity where tokens come from
   * @param trust what the services' certificate is checked against
   */
  public Storage(URI queueUri, URI tableUri, Identity identity, SSLContext trust) {
    this.identity = identity;
    this.trust = trust;
    HttpClient http =
        new JdkHttpClientBuilder(java.net.http.HttpClient.newBuilder().sslContext(trust)).build();
    queues =
        new QueueServiceClientBuilder()
            .endpoint(queueUri.toString())
            .httpClient(http)
            .credential(identity)
            .buildClient();
    tables =
        new TableServiceClientBuilder()
            .endpoint(tableUri.toString())
            .httpClient(http)
            .credential(identity)
            .buildClient();
  }

  /**
   * The source of tokens: App Service's managed identity protocol.
   *
   * @param endpoint the identity endpoint
   * @param secret what its header must say
   */
  public record Identity(URI endpoint, String secret) implements TokenCredential {
    @Override
    public Mono<AccessToken> getToken(com.azure.core.credential.TokenRequestContext context) {
      return Mono.fromCallable(this::fetch);
    }

    private AccessToken fetch() throws IOException, InterruptedException {
      URI uri = URI.create(endpoint + "?api-version=2019-08-01&resource=https://storage.azure.com");
      try (java.net.http.HttpClient http = java.net.http.HttpClient.newHttpClient()) {
        HttpRequest request =
            HttpRequest.newBuilder(uri).header("X-IDENTITY-HEADER", secret).build();
        String body = http.send(request, HttpResponse.BodyHandlers.ofString()).body();
        String token = Json.parse(body).orElseThrow().path("access_token").textValue();
        return new AccessToken(token, OffsetDateTime.now(ZoneOffset.UTC).plusHours(1));
      }
    }

    @Override
    public String toString() {
      return "Identity[" + endpoint + "]";
    }
  }

  /** Makes the queues and tables that Hearth needs; what is there already stays. */
  public void provision(List<String> servers) {
    for (String name : List.of("commands", "game-events")) {
      queues.getQueueClient(name).createIfNotExists();
      queues.getQueueClient(name + "-poison").createIfNotExists();
      queues.getQueueClient(name + "-kept").createIfNotExists();
    }
    servers.forEach(server -> inbox(server).createIfNotExists());
    tables.createTableIfNotExists("servers");
  }

  /** Makes a blob container; one that is there already stays. */
  public void container(URI blobs, String name) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(blobs + "/" + name + "?restype=container"))
            .PUT(HttpRequest.BodyPublishers.noBody())
            .header("Authorization", "Bearer " + identity.getToken(null).block().getToken())
            .header("x-ms-version", "2023-11-03")
            .build();
    try (java.net.http.HttpClient http =
        java.net.http.HttpClient.newBuilder().sslContext(trust).build()) {
      int status = http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
      if (status != 201 && status != 409) {
        throw new IllegalStateException("the container " + name + " was answered by " + status);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /** A queue by its name. */
  public QueueClient queue(String name) {
    return queues.getQueueClient(name);
  }

  /** The inbox of a server's machine. */
  public QueueClient inbox(String server) {
    return queues.getQueueClient("agent-" + server);
  }

  /** The number of messages in a queue, hidden ones too. */
  public long messages(String queue) {
    return queue(queue).getProperties().getApproximateMessagesCountLong();
  }

  /** Whether a queue shows a message that nobody has fetched. */
  public boolean shows(String queue) {
    return queue(queue).peekMessage() != null;
  }

  /** The table of states. */
  public TableClient states() {
    return tables.getTableClient("servers");
  }
}
