package hearth.local.host.queue;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import reactor.core.publisher.Mono;

/** Tokens for the host itself, by App Service's managed identity protocol. */
public final class IdentityCredential implements TokenCredential {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
  private final URI endpoint;
  private final String secret;
  private final Optional<String> clientId;

  /**
   * @param secret what {@code X-IDENTITY-HEADER} must say
   * @param clientId whose tokens, if the app has more than one identity
   */
  public IdentityCredential(URI endpoint, String secret, Optional<String> clientId) {
    this.endpoint = endpoint;
    this.secret = secret;
    this.clientId = clientId;
  }

  @Override
  public Mono<AccessToken> getToken(TokenRequestContext context) {
    return Mono.fromCallable(() -> getTokenSync(context));
  }

  /**
   * @throws IllegalStateException when the endpoint gives none
   */
  @Override
  public AccessToken getTokenSync(TokenRequestContext context) {
    HttpRequest request =
        HttpRequest.newBuilder(uri(context.getScopes().getFirst()))
            .header("X-IDENTITY-HEADER", secret)
            .timeout(PATIENCE)
            .build();
    try {
      HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new IllegalStateException("the identity endpoint answered " + answer.statusCode());
      }
      return token(answer.body());
    } catch (IOException e) {
      throw new IllegalStateException("the identity endpoint gives no token", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for a token", e);
    }
  }

  private URI uri(String scope) {
    String resource = scope.replaceFirst("\\.default$", "");
    return URI.create(
        endpoint
            + "?api-version=2019-08-01&resource="
            + encoded(resource)
            + clientId.map(id -> "&client_id=" + encoded(id)).orElse(""));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static AccessToken token(String body) throws IOException {
    JsonNode json = JSON.readTree(body);
    String token = json.path("access_token").asText("");
    long expires = json.path("expires_on").asLong();
    if (token.isEmpty() || expires <= 0) {
      throw new IOException("the answer lacks access_token or expires_on");
    }
    return new AccessToken(token, Instant.ofEpochSecond(expires).atOffset(ZoneOffset.UTC));
  }
}
