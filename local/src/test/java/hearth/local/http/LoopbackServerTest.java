package hearth.local.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LoopbackServerTest {
  @Test
  void whatAHandlerThrowsIsAnswered500AndTooMuchIs413() throws Exception {
    try (LoopbackServer server =
            new LoopbackServer(
                0, Optional.empty(), request -> Reply.empty(Integer.parseInt(request.body())));
        HttpClient http = HttpClient.newHttpClient()) {
      server.start();
      assertEquals(204, post(http, server.uri(), "204"));
      assertEquals(500, post(http, server.uri(), "no number"));
      assertEquals(413, post(http, server.uri(), "1".repeat((1 << 20) + 1)));
    }
  }

  @Test
  void aTakenPortIsRefused() {
    try (LoopbackServer first = on(0)) {
      int taken = first.uri().getPort();
      assertThrows(UncheckedIOException.class, () -> on(taken).close());
    }
  }

  private static LoopbackServer on(int port) {
    return new LoopbackServer(port, Optional.empty(), request -> Reply.empty(204));
  }

  private static int post(HttpClient http, URI uri, String body) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(uri).POST(HttpRequest.BodyPublishers.ofString(body)).build();
    return http.send(request, BodyHandlers.discarding()).statusCode();
  }
}
