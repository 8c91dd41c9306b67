package hearth.local.host;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.azure.functions.HttpMethod;
import com.microsoft.azure.functions.HttpResponseMessage;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Feeds HTTP requests to functions, changing them on the way as the real host does. */
final class HttpFrontend implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger("host.http");

  private final HttpServer server;
  private final Queues queues;

  HttpFrontend(int port, Queues queues, ExecutorService pool) {
    this.queues = queues;
    try {
      server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 256);
    } catch (IOException e) {
      throw new HostException("port " + port + " cannot be had: " + e.getMessage(), e);
    }
    server.setExecutor(pool);
  }

  void serve(Function function, Binding trigger, String prefix) {
    String route = trigger.text("route");
    String path = "/" + prefix + "/" + (route.isEmpty() ? function.definition().name() : route);
    List<String> methods = new ArrayList<>();
    for (JsonNode method : trigger.json().path("methods")) {
      methods.add(method.asText().toUpperCase(Locale.ROOT));
    }
    server.createContext(path, exchange -> answer(exchange, path, methods, function));
  }

  /** Something of the host's own, such as running a timer function now. */
  void admin(String path, Runnable what) {
    server.createContext(
        path,
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          what.run();
          exchange.sendResponseHeaders(202, -1);
          exchange.close();
        });
  }

  void start() {
    server.start();
  }

  int port() {
    return server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange, String path, List<String> methods, Function function)
      throws IOException {
    HttpMessages.Request request = request(exchange);
    boolean known =
        exchange.getRequestURI().getPath().equals(path)
            && (methods.isEmpty() || methods.contains(exchange.getRequestMethod()));
    if (!known) {
      send(exchange, 404, "text/plain", "");
      return;
    }
    try {
      Function.Outcome outcome = function.invoke(request, Map.of());
      // The real host writes outputs first and answers only then.
      outcome.outputs().forEach(queues::write);
      respond(exchange, outcome.result());
    } catch (LinkageError e) {
      // The real worker never answers after such an error: the client's patience decides.
      LOG.log(Level.SEVERE, function.definition().name() + " could not be loaded", e);
    } catch (IOException e) {
      throw e;
    } catch (Exception e) {
      LOG.log(Level.SEVERE, function.definition().name() + " failed", e);
      send(exchange, 500, "text/plain", "");
    }
  }

  private static HttpMessages.Request request(HttpExchange exchange) throws IOException {
    Map<String, String> headers = new HashMap<>();
    exchange
        .getRequestHeaders()
        .forEach(
            (name, values) -> headers.put(name.toLowerCase(Locale.ROOT), String.join(",", values)));
    byte[] body = exchange.getRequestBody().readAllBytes();
    boolean withLength = headers.containsKey("content-length") && body.length > 0;
    return new HttpMessages.Request(
        exchange.getRequestURI(),
        HttpMethod.value(exchange.getRequestMethod()),
        headers,
        query(exchange.getRequestURI().getRawQuery()),
        withLength ? Optional.of(text(body)) : Optional.empty());
  }

  private static String text(byte[] body) {
    String text = new String(body, StandardCharsets.UTF_8);
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  private static Map<String, String> query(String raw) {
    Map<String, String> query = new HashMap<>();
    for (String pair : raw == null ? new String[0] : raw.split("&", -1)) {
      int equals = pair.indexOf('=');
      String name = equals < 0 ? pair : pair.substring(0, equals);
      String value = equals < 0 ? "" : pair.substring(equals + 1);
      query.put(
          URLDecoder.decode(name, StandardCharsets.UTF_8),
          URLDecoder.decode(value, StandardCharsets.UTF_8));
    }
    return query;
  }

  private static void respond(HttpExchange exchange, Object result) throws IOException {
    if (!(result instanceof HttpMessages.Response response)) {
      boolean foreign = result instanceof HttpResponseMessage;
      send(exchange, foreign ? 500 : 204, "text/plain", "");
      return;
    }
    response.headers().forEach(exchange.getResponseHeaders()::set);
    String type =
        response.headers().entrySet().stream()
            .filter(header -> header.getKey().equalsIgnoreCase("content-type"))
            .map(Map.Entry::getValue)
            .findFirst()
            .orElse("text/plain; charset=utf-8");
    String body = response.body() == null ? "" : response.body().toString();
    send(exchange, response.status().value(), type, body);
  }

  private static void send(HttpExchange exchange, int status, String type, String body)
      throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
