package hearth.setup.kept;

import hearth.local.http.LoopbackServer;
import hearth.local.http.Reply;
import hearth.local.http.Request;
import hearth.local.tls.LocalCertificate;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Stands before the queues: every request arrives, but some answers are lost. */
final class Relay implements AutoCloseable {
  private static final Set<String> OWN =
      Set.of("host", "connection", "content-length", "transfer-encoding", "expect", "upgrade");

  private final LoopbackServer server;
  private final HttpClient client;
  private final String origin;
  private final Predicate<Request> lost;

  Relay(URI queues, LocalCertificate certificate, Predicate<Request> lost) {
    this.lost = lost;
    origin = queues.getScheme() + "://" + queues.getAuthority();
    client = HttpClient.newBuilder().sslContext(certificate.clientContext()).build();
    server = new LoopbackServer(0, Optional.of(certificate.serverContext()), this::answer);
    server.start();
  }

  URI uri() {
    return server.uri();
  }

  private Reply answer(Request request) {
    String query =
        request.query().entrySet().stream()
            .map(each -> each.getKey() + "=" + each.getValue())
            .collect(Collectors.joining("&", "?", ""));
    HttpRequest.Builder on =
        HttpRequest.newBuilder(URI.create(origin + request.path() + query))
            .method(request.method(), HttpRequest.BodyPublishers.ofString(request.body()));
    request.headers().entrySet().stream()
        .filter(header -> !OWN.contains(header.getKey()))
        .forEach(header -> on.header(header.getKey(), header.getValue().getFirst()));
    try {
      HttpResponse<String> answer = client.send(on.build(), HttpResponse.BodyHandlers.ofString());
      Map<String, String> headers =
          answer.headers().map().entrySet().stream()
              .filter(header -> !OWN.contains(header.getKey()))
              .collect(Collectors.toMap(Map.Entry::getKey, each -> each.getValue().getFirst()));
      return lost.test(request)
          ? Reply.noAnswer()
          : new Reply(answer.statusCode(), headers, answer.body(), false);
    } catch (IOException e) {
      return Reply.noAnswer();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Reply.noAnswer();
    }
  }

  @Override
  public void close() {
    server.close();
    client.close();
  }
}
