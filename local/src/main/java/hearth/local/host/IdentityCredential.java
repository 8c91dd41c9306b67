package hearth.local.host;

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
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import reactor.core.publisher.Mono;

/** The host's own tokens, from App Service's managed identity endpoint. */
final class IdentityCredential implements TokenCredential {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http = HttpClient.newHttpClient();
  private final String endpoint;
  private final String secret;

  IdentityCredential(String endpoint, String secret) {
    this.endpoint = endpoint;
    this.secret = secret;
  }

  @Override
  public Mono<AccessToken> getToken(TokenRequestContext context) {
    return Mono.fromCallable(() -> getTokenSync(context));
  }

  @Override
  public AccessToken getTokenSync(TokenRequestContext context) {
    String resource = context.getScopes().getFirst().replace("/.default", "");
    URI uri =
        URI.create(
            endpoint
                + "?api-version=2019-08-01&resource="
                + URLEncoder.encode(resource, StandardCharsets.UTF_8));
    HttpRequest request =
        HttpRequest.newBuilder(uri)
            .header("X-IDENTITY-HEADER", secret)
            .timeout(Duration.ofSeconds(10))
            .build();
    try {
      HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new IllegalStateException("the identity endpoint answered " + answer.statusCode());
      }
      JsonNode token = JSON.readTree(answer.body());
      Instant expires = Instant.ofEpochSecond(token.path("expires_on").asLong());
      return new AccessToken(
          token.path("access_token").asText(), OffsetDateTime.ofInstant(expires, ZoneOffset.UTC));
    } catch (IOException e) {
      throw new IllegalStateException("the identity endpoint cannot be reached", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
