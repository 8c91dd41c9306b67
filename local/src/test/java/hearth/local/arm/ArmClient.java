package hearth.local.arm;

import com.fasterxml.jackson.databind.JsonNode;
import hearth.local.http.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** Plain requests to the stand-in, one connection each. */
final class ArmClient implements AutoCloseable {
  static final String GROUP = "/subscriptions/sub/resourceGroups/games";
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI base;

  ArmClient(URI base) {
    this.base = base;
  }

  record Answer(int status, JsonNode json, HttpResponse<String> raw) {
    String header(String name) {
      return raw.headers().firstValue(name).orElse("");
    }
  }

  Answer send(String method, String path, String body, String... headers) throws IOException {
    String query = path.contains("?") ? "" : "?api-version=2025-04-01";
    URI uri = path.startsWith("http") ? URI.create(path) : URI.create(base + path + query);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri).method(method, HttpRequest.BodyPublishers.ofString(body));
    request.setHeader("Authorization", "Bearer any");
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

  Answer get(String rest) throws IOException {
    return send("GET", set(rest), "");
  }

  Answer capacity(int wanted, String... headers) throws IOException {
    return send("PATCH", set(""), "{\"sku\":{\"capacity\":" + wanted + "}}", headers);
  }

  static String set(String rest) {
    return GROUP + "/providers/Microsoft.Compute/virtualMachineScaleSets/valheim" + rest;
  }

  @Override
  public void close() {
    http.close();
  }
}
