package hearth.setup.doctor;

import com.azure.core.credential.TokenCredential;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import hearth.setup.Problem;
import hearth.setup.SignIn;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Azure's REST interfaces as whoever runs the doctor. Reads only. */
final class AzureApi implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration TIMEOUT = Duration.ofSeconds(15);

  /** Azurite knows it too. */
  private static final String STORAGE_VERSION = "2021-12-02";

  private final HttpClient http;
  private final TokenCredential credential;
  private final Map<String, String> tokens = new ConcurrentHashMap<>();

  AzureApi(HttpClient http, TokenCredential credential) {
    this.http = http;
    this.credential = credential;
  }

  /**
   * Azure's answer.
   *
   * @param code Azure's own word for an error, or an empty text
   * @param date the header {@code Date}, or an empty text
   */
  record Answer(int status, JsonNode body, String code, String date) {
    boolean fine() {
      return status == 200;
    }

    /** Status and code, for a sentence. */
    String told() {
      return code.isEmpty() ? Integer.toString(status) : status + " " + code;
    }
  }

  /**
   * Reads from the resource manager.
   *
   * @param path with its {@code api-version}
   * @throws Problem where it cannot be reached or nobody is signed in
   */
  Answer arm(URI endpoint, String path) {
    String base = endpoint.toString().replaceAll("/$", "");
    return send(request(base + path, base + "/.default"));
  }

  /** Reads from a storage service. */
  Answer storage(URI service, String path) {
    String base = service.toString().replaceAll("/$", "");
    return send(
        request(base + path, SignIn.STORAGE)
            .header("x-ms-version", STORAGE_VERSION)
            .header("Accept", "application/json;odata=nometadata"));
  }

  private HttpRequest.Builder request(String uri, String scope) {
    String token = tokens.computeIfAbsent(scope, each -> SignIn.token(credential, each).getToken());
    return HttpRequest.newBuilder(URI.create(uri))
        .timeout(TIMEOUT)
        .header("Authorization", "Bearer " + token);
  }

  private Answer send(HttpRequest.Builder request) {
    HttpRequest built = request.build();
    try {
      HttpResponse<String> answer = http.send(built, BodyHandlers.ofString());
      JsonNode body = json(answer.body());
      String code =
          answer
              .headers()
              .firstValue("x-ms-error-code")
              .orElse(body.at("/error/code").asText(body.at("/odata.error/code").asText()));
      String date = answer.headers().firstValue("Date").orElse("");
      return new Answer(answer.statusCode(), body, code, date);
    } catch (IOException e) {
      throw new Problem(
          built.uri().getHost() + " cannot be reached: " + e.getClass().getSimpleName(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Problem("interrupted", e);
    }
  }

  /** Queues answer in XML; of that only status and code count here. */
  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      return JSON.createObjectNode();
    }
  }

  @Override
  public void close() {
    http.close();
  }
}
