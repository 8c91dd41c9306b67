package hearth.azure;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server that gives the answers it was told to, in turn, and 404 after the last. */
public final class Answers implements AutoCloseable {
  private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private volatile HttpExchange last;
  private HttpServer server;

  private record Answer(int status, String body) {}

  public void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  /** One more answer; status 0 breaks the connection instead. */
  public void will(int status, String body) {
    answers.add(new Answer(status, body));
  }

  public String uri(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  /** Method and address of every request. */
  public List<String> asked() {
    return asked;
  }

  /** A header of the last request. */
  public String header(String name) {
    return last.getRequestHeaders().getFirst(name);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      last = exchange;
      exchange.getRequestBody().readAllBytes();
      asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
      Answer answer = answers.poll();
      if (answer == null) {
        exchange.sendResponseHeaders(404, -1);
      } else if (answer.status() > 0) {
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
      }
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
