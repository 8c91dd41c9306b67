package hearth.local.discord;

import hearth.local.discord.model.InteractionOrigin;
import hearth.local.discord.model.DiscordOptions;
import hearth.local.discord.model.Message;
import hearth.local.discord.model.Person;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hearth.local.http.Handler;
import hearth.local.http.Json;
import hearth.local.http.LoopbackServer;
import hearth.local.http.Reply;
import hearth.local.http.Request;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SignedInteractionsTest {
  private static final String DEFERRED = "{\"type\":5}";
  private static final Person LUU = Person.of("1", "Luu", "role-1");

  private final InteractionSigner signer = InteractionSigner.random();
  private final AtomicReference<Request> received = new AtomicReference<>();
  private final AtomicReference<Handler> app =
      new AtomicReference<>(request -> Reply.json(200, Json.parse(DEFERRED).orElseThrow()));
  private final LoopbackServer host =
      new LoopbackServer(
          0,
          Optional.empty(),
          request -> {
            received.set(request);
            return app.get().answer(request);
          });
  private final DiscordStandIn discord =
      new DiscordStandIn(DiscordOptions.likeDiscord("app", "bot-token"));
  private final InteractionShapes shapes =
      new InteractionShapes(new InteractionOrigin("app", "9", "42"), InstantSource.system());
  private final SignedInteractions.Options options =
      SignedInteractions.Options.likeDiscord(host.uri().resolve("/api/interactions"), signer);

  SignedInteractionsTest() {
    host.start();
    discord.addChannel("42", "games");
    discord.start();
  }

  @AfterEach
  void stop() {
    host.close();
    discord.close();
  }

  @Test
  void theSignatureIsOverTimestampAndBody() throws Exception {
    send(options, start());
    Request request = received.get();
    byte[] prefix = HexFormat.of().parseHex("302a300506032b6570032100" + signer.publicKeyHex());
    Signature check = Signature.getInstance("Ed25519");
    check.initVerify(
        KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(prefix)));
    String signed = request.header("X-Signature-Timestamp").orElseThrow() + request.body();
    check.update(signed.getBytes(StandardCharsets.UTF_8));
    String signature = request.header("X-Signature-Ed25519").orElseThrow();
    assertTrue(check.verify(HexFormat.of().parseHex(signature)));
    assertTrue(request.header("User-Agent").orElse("").startsWith("Discord-Interactions/1.0"));
  }

  @Test
  void aDeferredAnswerBecomesTheMessageThatThinks() {
    SignedInteractions.Outcome outcome = send(options, start());
    assertTrue(outcome.delivered());
    assertTrue(discord.reply(outcome.interaction()).orElseThrow().thinking());
  }

  @Test
  void theCommandHasWhatDiscordSends() {
    ObjectNode command = start();
    assertEquals(2, command.path("type").asInt());
    assertEquals("server", command.at("/data/name").asText());
    assertEquals("start", command.at("/data/options/0/name").asText());
    assertEquals("valheim", command.at("/data/options/0/options/0/value").asText());
    assertEquals("role-1", command.at("/member/roles/0").asText());
    ObjectNode typing = shapes.autocomplete(LUU, "server", "start", "server", "va");
    assertTrue(typing.at("/data/options/0/options/0/focused").asBoolean());
    assertEquals(1, shapes.ping().path("type").asInt());
  }

  @Test
  void aPressedButtonCanChangeItsMessage() {
    SignedInteractions.Outcome first = send(options, start());
    Message message = discord.reply(first.interaction()).orElseThrow();
    String update = "{\"type\":7,\"data\":" + DiscordClient.text("extended") + "}";
    app.set(request -> Reply.json(200, Json.parse(update).orElseThrow()));
    assertTrue(send(options, shapes.component(LUU, "extend", message)).delivered());
    assertEquals("extended", discord.reply(first.interaction()).orElseThrow().content());
  }

  @Test
  void anAppThatIsTooSlowHasNotResponded() {
    CountDownLatch never = new CountDownLatch(1);
    app.set(
        request -> {
          try {
            never.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          return Reply.empty(200);
        });
    var impatient =
        new SignedInteractions.Options(
            options.endpoint(), signer, Duration.ofMillis(200), Duration.ZERO, options.clock());
    SignedInteractions.Outcome outcome = send(impatient, start());
    assertEquals(0, outcome.status());
    assertFalse(outcome.delivered());
    assertTrue(discord.messages().isEmpty());
  }

  @Test
  void whileTheAnswerIsOnItsWayTheTokenIsUnknown() {
    AtomicInteger early = new AtomicInteger();
    app.set(
        request -> {
          early.set(edit(request));
          return Reply.json(200, Json.parse(DEFERRED).orElseThrow());
        });
    SignedInteractions.Outcome outcome = send(options.deliveredLate(Duration.ofMillis(1)), start());
    assertEquals(404, early.get());
    assertEquals(200, edit(received.get()));
    assertEquals("edited", discord.reply(outcome.interaction()).orElseThrow().content());
  }

  @Test
  void aRefusalIsNotDelivered() {
    app.set(request -> Reply.empty(401));
    SignedInteractions.Outcome outcome = send(options, start());
    assertEquals(401, outcome.status());
    assertFalse(outcome.delivered());
  }

  private ObjectNode start() {
    return shapes.command(LUU, "server", "start", Map.of("server", "valheim"));
  }

  private SignedInteractions.Outcome send(SignedInteractions.Options how, ObjectNode interaction) {
    try (SignedInteractions sender = new SignedInteractions(how, discord)) {
      return sender.send(interaction);
    }
  }

  private int edit(Request interaction) {
    String token = interaction.json().orElseThrow().path("token").asText();
    try (DiscordClient client = new DiscordClient(discord.uri())) {
      String path = "/webhooks/app/" + token + "/messages/@original";
      return client.send("PATCH", path, DiscordClient.text("edited")).status();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
