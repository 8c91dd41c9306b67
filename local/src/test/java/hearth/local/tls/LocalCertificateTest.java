package hearth.local.tls;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.local.http.LoopbackServer;
import hearth.local.http.Reply;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalCertificateTest {
  @TempDir Path directory;

  @Test
  void aClientThatTrustsItReachesTheServerByNameAndByAddress() throws Exception {
    LocalCertificate certificate = LocalCertificate.in(directory);
    try (LoopbackServer server =
            new LoopbackServer(
                0, Optional.of(certificate.serverContext()), request -> Reply.empty(204));
        HttpClient trusting =
            HttpClient.newBuilder().sslContext(certificate.clientContext()).build();
        HttpClient stranger = HttpClient.newHttpClient()) {
      server.start();
      URI byName = URI.create("https://localhost:" + server.uri().getPort());
      assertEquals(204, status(trusting, server.uri()));
      assertEquals(204, status(trusting, byName));
      assertThrows(IOException.class, () -> status(stranger, byName));
    }
  }

  @Test
  void itIsMadeOnceAndLeavesNothingElse() throws IOException {
    byte[] first = Files.readAllBytes(LocalCertificate.in(directory).pem());
    assertArrayEquals(first, Files.readAllBytes(LocalCertificate.in(directory).pem()));
    assertTrue(Files.readString(directory.resolve("server.pem")).contains("BEGIN CERTIFICATE"));
    try (Stream<Path> files = Files.list(directory)) {
      assertEquals(3, files.count());
    }
  }

  private static int status(HttpClient client, URI uri) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(uri).build();
    return client.send(request, BodyHandlers.discarding()).statusCode();
  }
}
