package hearth.local.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;

/**
 * An HTTP server on 127.0.0.1, a virtual thread a request; https when it is given an SSL context.
 * The port is taken when it is built, requests are answered from {@link #start()} on.
 */
public final class LoopbackServer implements AutoCloseable {
  private static final Logger LOG = System.getLogger(LoopbackServer.class.getName());
  private static final int MAX_BODY = 1 << 20;
  private static final int BACKLOG = 1024;

  static {
    // Without it every answer on a kept connection waits 40 ms for a delayed acknowledgement.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    // Else the server closes an idle connection in the moment a client takes it up again.
    System.setProperty("sun.net.httpserver.idleInterval", "3600");
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Handler handler;
  private final URI uri;
  private boolean started;

  /**
   * Takes {@code port}, or a free one when it is 0.
   *
   * @throws UncheckedIOException when the port is not free
   */
  public LoopbackServer(int port, Optional<SSLContext> tls, Handler handler) {
    this.handler = handler;
    InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    try {
      server = tls.isPresent() ? secure(address, tls.get()) : HttpServer.create(address, BACKLOG);
    } catch (IOException e) {
      throw new UncheckedIOException("port " + port + " on 127.0.0.1 cannot be taken", e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    String scheme = tls.isPresent() ? "https" : "http";
    uri = URI.create(scheme + "://127.0.0.1:" + server.getAddress().getPort());
  }

  private static HttpServer secure(InetSocketAddress address, SSLContext tls) throws IOException {
    HttpsServer server = HttpsServer.create(address, BACKLOG);
    server.setHttpsConfigurator(new HttpsConfigurator(tls));
    return server;
  }

  /** Answers GETs of {@code path} with server-sent events. */
  public void events(String path, Events events) {
    server.createContext(path, exchange -> stream(exchange, events));
  }

  /** Begins to answer. */
  public synchronized void start() {
    server.start();
    started = true;
  }

  /** Scheme, address and port, without a slash at the end. */
  public URI uri() {
    return uri;
  }

  /** Stops listening; what is being answered is cut off. */
  @Override
  public synchronized void close() {
    if (!started) {
      // An HttpServer that was never started keeps its port when it is stopped.
      server.start();
    }
    started = true;
    server.stop(0);
    threads.shutdownNow();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readNBytes(MAX_BODY + 1);
      if (body.length > MAX_BODY) {
        write(exchange, Reply.empty(413));
        return;
      }
      Reply reply = answer(request(exchange, new String(body, StandardCharsets.UTF_8)));
      if (!reply.dropped()) {
        write(exchange, reply);
      }
    }
  }

  private static void stream(HttpExchange exchange, Events events) throws IOException {
    try (exchange) {
      EventSink sink = new EventSink(exchange);
      try {
        events.stream(request(exchange, ""), sink);
        if (!sink.open) {
          write(exchange, Reply.empty(403));
        }
      } catch (IOException e) {
        LOG.log(Level.DEBUG, "a listener of {0} hung up", exchange.getRequestURI().getPath());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Writes the headers with the first event. */
  private static final class EventSink implements Events.Sink {
    private final HttpExchange exchange;
    private boolean open;

    EventSink(HttpExchange exchange) {
      this.exchange = exchange;
    }

    @Override
    public void send(String text) throws IOException {
      if (!open) {
        open = true;
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream; charset=utf-8");
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        exchange.sendResponseHeaders(200, 0);
      }
      String event = text.isEmpty() ? ":\n\n" : "data: " + text + "\n\n";
      exchange.getResponseBody().write(event.getBytes(StandardCharsets.UTF_8));
      exchange.getResponseBody().flush();
    }
  }

  private Reply answer(Request request) {
    try {
      return handler.answer(request);
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, request.method() + " " + request.path(), e);
      return Reply.empty(500);
    }
  }

  private static Request request(HttpExchange exchange, String body) {
    Map<String, List<String>> headers = new LinkedHashMap<>();
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values));
    URI target = exchange.getRequestURI();
    Map<String, String> query = Request.queryOf(target.getRawQuery());
    return new Request(
        exchange.getRequestMethod(), target.getRawPath(), query, headers, Map.of(), body);
  }

  private static void write(HttpExchange exchange, Reply reply) throws IOException {
    reply.headers().forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
    byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
    if (body.length > 0) {
      exchange.getResponseBody().write(body);
    }
  }
}
