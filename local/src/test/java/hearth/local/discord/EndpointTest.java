package hearth.local.discord;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import hearth.local.discord.model.DiscordOptions;
import hearth.local.http.Handler;
import hearth.local.http.Json;
import hearth.local.http.LoopbackServer;
import hearth.local.http.Reply;
import hearth.local.http.Request;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The address that interactions are sent to is taken only from an app that checks signatures. */
class EndpointTest {
  private static final String OWN = "/applications/@me";
  private static final Reply PONG = Reply.json(200, Json.object().put("type", 1));

  private final InteractionSigner signer = InteractionSigner.random();
  private final AtomicReference<Handler> app = new AtomicReference<>(request -> PONG);
  private final LoopbackServer host =
      new LoopbackServer(0, Optional.empty(), request -> app.get().answer(request));
  private final DiscordStandIn discord =
      new DiscordStandIn(DiscordOptions.likeDiscord("app", "bot-token").limits(50));
  private final DiscordClient client = new DiscordClient(discord.uri());
  private final String url = host.uri().resolve("/api/interactions").toString();

  EndpointTest() {
    host.start();
    discord.describe("", signer);
    discord.start();
  }

  @AfterEach
  void stop() {
    client.close();
    host.close();
    discord.close();
  }

  @Test
  void anAppThatPongsTheRightSignatureAndRefusesAnotherIsTaken() throws IOException {
    assertTrue(described().isNull());
    app.set(request -> answered(request, () -> 401));
    DiscordClient.Answer taken =
        set(Json.object().put("interactions_endpoint_url", url).toString());
    assertEquals(200, taken.status());
    assertEquals(url, taken.json().path("interactions_endpoint_url").asText());
    assertEquals(url, described().asText());
  }

  @Test
  void anAppThatTakesEverySignatureIsNot() throws IOException {
    refused(url);
  }

  @Test
  void anAppThatRefusesEverySignatureIsNot() throws IOException {
    app.set(request -> Reply.empty(401));
    refused(url);
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 400, 403, 500})
  void aWrongSignatureIsAnsweredWith401AndNothingElse(int status) throws IOException {
    app.set(request -> answered(request, () -> status));
    refused(url);
  }

  @Test
  void anAppThatDoesNotAnswerIsNotTaken() throws IOException {
    app.set(request -> Reply.noAnswer());
    refused(url);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "hearth.example", "ftp://hearth.example/api", "http:// /"})
  void whatIsNoAddressIsNotTaken(String text) throws IOException {
    refused(text);
  }

  @Test
  void withoutTheWholeKeyNoAddressCanBeTried() throws IOException {
    app.set(request -> answered(request, () -> 401));
    discord.describe("", signer.publicKeyHex());
    refused(url);
  }

  @Test
  void theAddressIsTakenAwayByNullAndStaysWhereItIsNotNamed() throws IOException {
    discord.describe(url, signer);
    assertEquals(200, set("{}").status());
    assertEquals(url, described().asText());
    assertEquals(200, set("{\"interactions_endpoint_url\":null}").status());
    assertTrue(described().isNull());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"[]", "{\"endpoint\":null}", "{\"interactions_endpoint_url\":1}", "nonsense"})
  void whatIsNotUnderstoodChangesNothing(String body) throws IOException {
    discord.describe(url, signer);
    assertEquals(400, set(body).status());
    assertEquals(url, described().asText());
  }

  /** As an app that has the key: the stand-in pings with the right signature first. */
  private Reply answered(Request request, IntSupplier otherwise) {
    String signed = request.header("X-Signature-Timestamp").orElseThrow();
    String right = signer.sign(signed, request.body());
    return request.header("X-Signature-Ed25519").orElseThrow().equals(right)
        ? PONG
        : Reply.empty(otherwise.getAsInt());
  }

  private void refused(String text) throws IOException {
    DiscordClient.Answer answer =
        set(Json.object().put("interactions_endpoint_url", text).toString());
    assertEquals(400, answer.status());
    assertTrue(answer.json().at("/errors/interactions_endpoint_url/_errors/0").isObject());
    assertTrue(described().isNull());
  }

  private DiscordClient.Answer set(String body) throws IOException {
    return client.send("PATCH", OWN, body);
  }

  private JsonNode described() throws IOException {
    return client.send("GET", OWN, "").json().path("interactions_endpoint_url");
  }
}
