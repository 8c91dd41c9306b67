package hearth.local.discord;

import com.fasterxml.jackson.databind.JsonNode;
import hearth.local.discord.model.InteractionOrigin;
import hearth.local.http.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Tries an address before Discord sends interactions to it: a ping that is signed must be answered
 * with a pong within three seconds, and one that is signed wrongly with 401. Discord's
 * documentation: Interactions Overview, Setting Up an Endpoint.
 */
record EndpointCheck(String application, InteractionSigner signer, InstantSource clock)
    implements Predicate<URI> {
  private static final Duration PATIENCE = Duration.ofSeconds(3);
  private static final JsonNode PONG = Json.object().put("type", 1);

  @Override
  public boolean test(URI url) {
    String ping =
        Json.text(new InteractionShapes(new InteractionOrigin(application, "", ""), clock).ping());
    try (HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      return pongs(http, url, ping) && refuses(http, url, ping);
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private boolean pongs(HttpClient http, URI url, String ping)
      throws IOException, InterruptedException {
    HttpResponse<String> answer = sent(http, url, signer, ping);
    Optional<JsonNode> told = Json.parse(answer.body());
    return answer.statusCode() == 200 && told.filter(PONG::equals).isPresent();
  }

  private boolean refuses(HttpClient http, URI url, String ping)
      throws IOException, InterruptedException {
    return sent(http, url, InteractionSigner.random(), ping).statusCode() == 401;
  }

  private HttpResponse<String> sent(HttpClient http, URI url, InteractionSigner by, String ping)
      throws IOException, InterruptedException {
    return http.send(
        SignedRequest.of(url, by, clock.instant(), PATIENCE, ping), BodyHandlers.ofString());
  }
}
