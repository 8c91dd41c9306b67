package hearth.local.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import hearth.local.http.Fault;
import hearth.local.http.Faults;
import hearth.local.http.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class IdentityStandInTest {
  private static final String QUERY = "?api-version=2019-08-01&resource=https%3A%2F%2Fvault";

  private final IdentityStandIn identity =
      new IdentityStandIn(IdentityStandIn.Options.standard("s3cret"));

  IdentityStandInTest() {
    identity.start();
  }

  @AfterEach
  void stop() {
    identity.close();
  }

  @Test
  void aTokenNamesItsResourceAndItsEnd() throws IOException {
    HttpResponse<String> answer = ask(QUERY + "&client_id=mine", "s3cret");
    assertEquals(200, answer.statusCode());
    JsonNode json = Json.parse(answer.body()).orElseThrow();
    assertEquals("https://vault", json.path("resource").asText());
    assertEquals("mine", json.path("client_id").asText());
    String[] parts = json.path("access_token").asText().split("\\.", -1);
    assertEquals(3, parts.length);
    byte[] decoded = Base64.getUrlDecoder().decode(parts[1]);
    JsonNode claims = Json.parse(new String(decoded, StandardCharsets.UTF_8)).orElseThrow();
    assertEquals("https://vault", claims.path("aud").asText());
    assertEquals(json.path("expires_on").asText(), claims.path("exp").asText());
    assertTrue(claims.path("iss").asText().startsWith("https://sts.windows.net/"));
    assertEquals(1, identity.issued());
  }

  @Test
  void whoDoesNotKnowTheSecretGetsNothing() throws IOException {
    assertEquals(401, ask(QUERY, "guess").statusCode());
    assertEquals(0, identity.issued());
  }

  @Test
  void aRequestWithoutResourceOrVersionIsRefused() throws IOException {
    assertEquals(400, ask("?api-version=2019-08-01", "s3cret").statusCode());
    assertEquals(400, ask("?resource=x", "s3cret").statusCode());
  }

  @Test
  void theLifetimeCanBeShortened() throws IOException {
    identity.lifetime(Duration.ofSeconds(-1));
    JsonNode json = Json.parse(ask(QUERY, "s3cret").body()).orElseThrow();
    assertTrue(json.path("expires_on").asLong() <= Instant.now().getEpochSecond());
  }

  @Test
  void faultsComeOnCommandAndGo() throws IOException {
    identity.faults().next(Faults.ALL, new Fault.TooMany(Duration.ofSeconds(3)), 1);
    identity.faults().next(Faults.ALL, new Fault.Broken(500), 1);
    identity.faults().next(Faults.ALL, new Fault.Slow(Duration.ofMillis(1)), 1);
    assertEquals("3", ask(QUERY, "s3cret").headers().firstValue("Retry-After").orElse(""));
    assertEquals(500, ask(QUERY, "s3cret").statusCode());
    assertEquals(200, ask(QUERY, "s3cret").statusCode());
    identity.faults().on(Faults.ALL, new Fault.LostAnswer());
    assertThrows(IOException.class, () -> ask(QUERY, "s3cret"));
    identity.faults().clear();
    assertEquals(200, ask(QUERY, "s3cret").statusCode());
  }

  private HttpResponse<String> ask(String query, String secret) throws IOException {
    URI uri = URI.create(identity.uri() + query);
    return Plain.send(uri, "GET", "", "X-IDENTITY-HEADER", secret);
  }
}
