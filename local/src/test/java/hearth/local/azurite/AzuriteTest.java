package hearth.local.azurite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.storage.queue.QueueClient;
import com.azure.storage.queue.QueueClientBuilder;
import hearth.local.tls.LocalCertificate;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AzuriteTest {
  @TempDir Path directory;

  @Test
  void startedAgainItHasTheSamePortsAndTheSameMessages() {
    try (Azurite azurite = Azurite.overHttp(directory)) {
      azurite.start();
      URI before = azurite.queueUri();
      QueueClient queue =
          new QueueClientBuilder()
              .connectionString(azurite.connectionString())
              .queueName("kept")
              .httpClient(new JdkHttpClientBuilder().build())
              .buildClient();
      queue.create();
      queue.sendMessage("still here");

      azurite.stop();
      azurite.start();

      assertEquals(before, azurite.queueUri());
      assertEquals("still here", queue.receiveMessage().getBody().toString());
    }
  }

  @Test
  void overHttpsItAsksForAToken() throws Exception {
    LocalCertificate certificate = LocalCertificate.in(directory.resolve("certificate"));
    try (Azurite azurite = Azurite.overHttps(directory.resolve("data"), certificate);
        HttpClient http = HttpClient.newBuilder().sslContext(certificate.clientContext()).build()) {
      azurite.start();
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(azurite.queueUri() + "/secret/messages"))
              .header("Authorization", "Bearer rubbish")
              .header("x-ms-version", "2021-12-02")
              .build();
      assertEquals(403, http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode());
    }
  }

  @Test
  void beforeItsFirstStartItHasNoAddress() {
    try (Azurite azurite = Azurite.inMemory()) {
      assertThrows(IllegalStateException.class, azurite::queueUri);
    }
  }
}
