package hearth.local.host.http;

import hearth.local.host.function.Outcome;
import hearth.local.host.function.InWork;
import hearth.local.host.function.HostException;
import hearth.local.host.function.AppFunction;
import hearth.local.host.function.Metadata;
import hearth.local.host.queue.QueueWriter;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Runs functions for HTTP requests on 127.0.0.1. */
public final class HttpFrontend {
  static {
    // Without it every answer on a kept connection waits 40 ms for a delayed acknowledgement.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private final Executor pool;
  private final Admin admin;
  private final QueueWriter outputs;
  private final Logger log;
  private final List<Endpoint> endpoints = new ArrayList<>();
  private final InWork inWork = new InWork();
  private HttpServer server;

  private record Endpoint(Route route, AppFunction function) {}

  public HttpFrontend(Executor pool, Admin admin, QueueWriter outputs, Logger log) {
    this.pool = pool;
    this.admin = admin;
    this.outputs = outputs;
    this.log = log;
  }

  public void serve(Route route, AppFunction function) {
    endpoints.add(new Endpoint(route, function));
  }

  /**
   * Answers from now on.
   *
   * @param port 0 for a free one
   * @throws HostException when the port cannot be had
   */
  public void start(int port) {
    try {
      server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1024);
    } catch (IOException | IllegalArgumentException e) {
      throw new HostException("port " + port + " cannot be had: " + e.getMessage(), e);
    }
    server.setExecutor(pool);
    server.createContext("/", this::handle);
    server.start();
  }

  public URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** Waits a little for those who wait for an answer, then hangs up. */
  public void close(Duration patience) {
    inWork.awaitNone(patience);
    if (server != null) {
      server.stop(0);
    }
  }

  private void handle(HttpExchange exchange) throws IOException {
    inWork.enter();
    try {
      answer(exchange);
    } catch (RuntimeException e) {
      log.log(Level.WARNING, "a request could not be answered", e);
      exchange.close();
    } finally {
      inWork.leave();
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    String method = exchange.getRequestMethod();
    String path = exchange.getRequestURI().getPath();
    for (Endpoint endpoint : endpoints) {
      Optional<Map<String, String>> match = endpoint.route().match(method, path);
      if (match.isPresent()) {
        invoke(exchange, endpoint.function(), match.get());
        return;
      }
    }
    exchange.getRequestBody().readAllBytes();
    HttpExchanges.respond(exchange, admin.handle(method, path) ? 202 : 404);
  }

  private void invoke(HttpExchange exchange, AppFunction function, Map<String, String> values)
      throws IOException {
    AppRequest request = HttpExchanges.request(exchange, uri());
    Metadata metadata = new Metadata().with(request.query()).with(values);
    switch (function.invoke(request, metadata)) {
      // Outputs first: who sees the answer may rely on them.
      case Outcome.Returned returned when outputs.writeAll(function.name(), returned.outputs()) ->
          HttpExchanges.respond(exchange, returned.result());
      case Outcome.Returned unwritten -> HttpExchanges.respond(exchange, 500);
      case Outcome.Failed failed -> HttpExchanges.respond(exchange, 500);
      case Outcome.NoReply noReply -> log.warning(function.name() + " leaves a request unanswered");
    }
  }
}
