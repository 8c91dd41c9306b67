package hearth.local.host.http;

import com.google.gson.Gson;
import com.microsoft.azure.functions.HttpMethod;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Changes requests and responses on their way as the real host and its worker do. */
final class HttpExchanges {
  private static final Pattern AND = Pattern.compile("&");
  private static final String BYTE_ORDER_MARK = "\uFEFF";
  private static final List<String> PLAIN_TEXT = List.of("text/plain; charset=utf-8");
  private static final Gson GSON = new Gson();

  private HttpExchanges() {}

  /** The request as a function sees it: lower-case headers, text, no body without a length. */
  static AppRequest request(HttpExchange exchange, URI base) throws IOException {
    Map<String, String> headers = new HashMap<>();
    exchange
        .getRequestHeaders()
        .forEach((name, all) -> headers.put(name.toLowerCase(Locale.ROOT), String.join(",", all)));
    // Read in any case, so that the connection can be used again.
    byte[] body = exchange.getRequestBody().readAllBytes();
    boolean isSeen = headers.containsKey("content-length") && body.length > 0;
    return new AppRequest(
        base.resolve(exchange.getRequestURI()),
        HttpMethod.value(exchange.getRequestMethod()),
        headers,
        query(exchange.getRequestURI()),
        isSeen ? Optional.of(text(body)) : Optional.empty());
  }

  private static String text(byte[] body) {
    String text = new String(body, StandardCharsets.UTF_8);
    return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
  }

  private static Map<String, String> query(URI uri) {
    Map<String, String> query = new HashMap<>();
    if (uri.getRawQuery() == null) {
      return query;
    }
    AND.splitAsStream(uri.getRawQuery())
        .filter(pair -> !pair.isEmpty())
        .forEach(
            pair -> {
              int equals = pair.indexOf('=');
              String name = equals < 0 ? pair : pair.substring(0, equals);
              String value = equals < 0 ? "" : pair.substring(equals + 1);
              query.merge(decoded(name), decoded(value), (one, other) -> one + "," + other);
            });
    return query;
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  /** Answers with what a function returned. */
  static void respond(HttpExchange exchange, Object result) throws IOException {
    if (result == null) {
      respond(exchange, 204, new byte[0]);
    } else if (result instanceof AppResponse response) {
      response.headers().forEach(exchange.getResponseHeaders()::set);
      respond(exchange, response.getStatusCode(), bytes(response.body()));
    } else {
      respond(exchange, 200, bytes(result));
    }
  }

  /** Answers with a status alone. */
  static void respond(HttpExchange exchange, int status) throws IOException {
    respond(exchange, status, new byte[0]);
  }

  private static byte[] bytes(Object body) {
    if (body instanceof byte[] bytes) {
      return bytes;
    }
    String text = body == null ? "" : body instanceof String string ? string : GSON.toJson(body);
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static void respond(HttpExchange exchange, int status, byte[] body) throws IOException {
    if (body.length > 0) {
      exchange.getResponseHeaders().putIfAbsent("Content-type", PLAIN_TEXT);
    }
    boolean hasBody = body.length > 0 && status != 204 && status != 304;
    exchange.sendResponseHeaders(status, hasBody ? body.length : -1);
    if (hasBody && !exchange.getRequestMethod().equals("HEAD")) {
      exchange.getResponseBody().write(body);
    }
    exchange.close();
  }
}
