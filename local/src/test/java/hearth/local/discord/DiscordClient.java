package hearth.local.discord;

import com.fasterxml.jackson.databind.JsonNode;
import hearth.local.http.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** Requests to the stand-in as a well-behaved bot sends them. */
final class DiscordClient implements AutoCloseable {
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI base;

  DiscordClient(URI base) {
    this.base = base;
  }

  record Answer(int status, JsonNode json, HttpResponse<String> raw) {
    int code() {
      return json.path("code").asInt();
    }

    String id() {
      return json.path("id").asText();
    }

    String header(String name) {
      return raw.headers().firstValue(name).orElse("");
    }
  }

  /** A text that pings nobody. */
  static String text(String content) {
    var json = Json.object().put("content", content);
    json.putObject("allowed_mentions").putArray("parse");
    return Json.text(json);
  }

  Answer send(String method, String path, String body, String... headers) throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base + path))
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .setHeader("User-Agent", "DiscordBot (https://example.org, 1)")
            .setHeader("Authorization", "Bot bot-token")
            .setHeader("Content-Type", "application/json");
    for (int i = 0; i < headers.length; i += 2) {
      request.setHeader(headers[i], headers[i + 1]);
    }
    try {
      HttpResponse<String> raw = http.send(request.build(), BodyHandlers.ofString());
      return new Answer(raw.statusCode(), Json.parse(raw.body()).orElse(Json.object()), raw);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    http.close();
  }
}
