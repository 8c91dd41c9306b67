package hearth.local.discord;

import hearth.local.discord.model.DiscordOptions;
import hearth.local.discord.model.ChannelView;
import hearth.local.discord.model.Interaction;
import hearth.local.discord.model.Message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hearth.local.http.Fault;
import hearth.local.http.Faults;
import hearth.local.http.Json;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DiscordStandInTest {
  private static final String CHANNEL = "42";
  private static final String MESSAGES = "/channels/42/messages";
  private static final String HOOK = "/webhooks/app/token";
  private static final String ORIGINAL = HOOK + "/messages/@original";
  private static final String DEFERRED = "{\"type\":5}";

  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-03-01T18:00:00Z"));
  private final DiscordStandIn discord =
      new DiscordStandIn(DiscordOptions.likeDiscord("app", "bot-token").by(now::get));
  private final DiscordClient client = new DiscordClient(discord.uri());
  private final Interaction interaction =
      new Interaction(2, "7", "token", "app", CHANNEL, "1", "", now.get());

  DiscordStandInTest() {
    discord.addChannel(CHANNEL, "games");
    discord.register(interaction);
    discord.start();
  }

  @AfterEach
  void stop() {
    client.close();
    discord.close();
  }

  @Test
  void aTokenAnswersNothingUntilTheFirstResponseHasArrived() throws IOException {
    assertEquals(10015, edit("early").code());
    assertTrue(discord.respond(interaction, json(DEFERRED)));
    assertTrue(discord.reply(interaction).orElseThrow().thinking());
    assertEquals(200, edit("in time").status());
    Message reply = discord.reply(interaction).orElseThrow();
    assertEquals("in time", reply.content());
    assertFalse(reply.thinking());
    assertEquals(2, reply.versions().size());
  }

  @Test
  void aTokenEndsAfterFifteenMinutes() throws IOException {
    discord.respond(interaction, json(DEFERRED));
    after(Duration.ofMinutes(15).minusSeconds(1));
    assertEquals(200, edit("just in time").status());
    after(Duration.ofSeconds(1));
    DiscordClient.Answer late = edit("late");
    assertEquals(401, late.status());
    assertEquals(50027, late.code());
  }

  @Test
  void aDeletedReplyIsUnknown() throws IOException {
    discord.respond(interaction, json(DEFERRED));
    assertEquals(204, client.send("DELETE", ORIGINAL, "").status());
    assertEquals(10008, edit("gone").code());
    assertEquals(404, client.send("GET", ORIGINAL, "").status());
    assertTrue(discord.messages().getFirst().deleted());
  }

  @Test
  void aReplyStaysEphemeral() throws IOException {
    discord.respond(interaction, json("{\"type\":5,\"data\":{\"flags\":64}}"));
    edit("only for you");
    assertTrue(discord.reply(interaction).orElseThrow().ephemeral());
  }

  @Test
  void anImmediateResponseIsAMessageAtOnce() {
    String text = DiscordClient.text("no");
    assertTrue(discord.respond(interaction, json("{\"type\":4,\"data\":" + text + "}")));
    assertEquals("no", discord.reply(interaction).orElseThrow().content());
    assertFalse(discord.respond(interaction, json(DEFERRED)));
  }

  @Test
  void aResponseThatDiscordWouldRefuseIsNotDelivered() {
    assertFalse(discord.respond(interaction, json("{\"type\":4,\"data\":{\"content\":\"\"}}")));
    assertFalse(discord.respond(interaction, json("{\"type\":5,\"data\":{\"flags\":4}}")));
    assertFalse(discord.respond(interaction, json("{\"type\":77}")));
  }

  @Test
  void theFirstFollowUpTakesThePlaceOfThinkingAndTheNextIsNew() throws IOException {
    discord.respond(interaction, json(DEFERRED));
    String first = client.send("POST", HOOK, DiscordClient.text("one")).id();
    String second = client.send("POST", HOOK, DiscordClient.text("two")).id();
    assertEquals(discord.reply(interaction).orElseThrow().id(), first);
    assertNotEquals(first, second);
    String address = HOOK + "/messages/" + second;
    assertEquals(200, client.send("PATCH", address, DiscordClient.text("three")).status());
  }

  @Test
  void anEnforcedNonceReturnsTheFirstMessageForAFewMinutes() throws IOException {
    var body = (ObjectNode) json(DiscordClient.text("joined"));
    String text = Json.text(body.put("nonce", "n1").put("enforce_nonce", true));
    String first = client.send("POST", MESSAGES, text).id();
    assertEquals(first, client.send("POST", MESSAGES, text).id());
    after(Duration.ofMinutes(3));
    assertNotEquals(first, client.send("POST", MESSAGES, text).id());
    assertEquals(2, discord.messages().size());
  }

  @Test
  void aChannelMessageIsEditedReadAndDeleted() throws IOException {
    String id = client.send("POST", MESSAGES, DiscordClient.text("a")).id();
    String address = MESSAGES + "/" + id;
    assertEquals(200, client.send("PATCH", address, DiscordClient.text("b")).status());
    assertEquals("b", client.send("GET", address, "").json().path("content").asText());
    assertEquals(204, client.send("DELETE", address, "").status());
    assertEquals(10008, client.send("PATCH", address, DiscordClient.text("c")).code());
  }

  @Test
  void whatTheBotMayNotDoIsRefused() throws IOException {
    String text = DiscordClient.text("a");
    assertEquals(401, client.send("POST", MESSAGES, text, "Authorization", "Bot x").status());
    assertEquals(10003, client.send("POST", "/channels/43/messages", text).code());
    discord.deny(CHANNEL, DiscordStandIn.Denial.ACCESS);
    assertEquals(50001, client.send("POST", MESSAGES, text).code());
    discord.deny(CHANNEL, DiscordStandIn.Denial.PERMISSION);
    assertEquals(50013, client.send("POST", MESSAGES, text).code());
    discord.allow(CHANNEL);
    assertEquals(200, client.send("POST", MESSAGES, text).status());
  }

  @Test
  void anEditThatLeavesNothingToSeeIsRefused() throws IOException {
    String id = client.send("POST", MESSAGES, DiscordClient.text("a")).id();
    assertEquals(50006, client.send("PATCH", MESSAGES + "/" + id, DiscordClient.text("")).code());
    assertEquals("a", discord.messages().getFirst().content());
  }

  @Test
  void aRequestWithoutItsHeadersIsRefused() throws IOException {
    String text = DiscordClient.text("a");
    assertEquals(400, client.send("POST", MESSAGES, text, "User-Agent", "Java/21").status());
    assertEquals(400, client.send("POST", MESSAGES, text, "Content-Type", "text/plain").status());
  }

  @Test
  void aWrongBodyIsRefusedWithThePathToTheMistake() throws IOException {
    DiscordClient.Answer long2001 =
        client.send("POST", MESSAGES, DiscordClient.text("x".repeat(2001)));
    assertEquals(50035, long2001.code());
    assertTrue(long2001.json().at("/errors/content/_errors/0/code").isTextual());
    assertEquals(50109, client.send("POST", MESSAGES, "{").code());
    assertEquals(50006, client.send("POST", MESSAGES, DiscordClient.text("")).code());
    assertEquals(List.of(), discord.messages());
  }

  @Test
  void theSixthEditInTwoSecondsHasToWait() throws IOException {
    discord.respond(interaction, json(DEFERRED));
    for (int i = 0; i < 5; i++) {
      assertEquals(200, edit("edit " + i).status());
    }
    DiscordClient.Answer refused = edit("too many");
    assertEquals(429, refused.status());
    assertEquals(0.4, refused.json().path("retry_after").asDouble(), 0.001);
    assertEquals("1", refused.header("Retry-After"));
    assertEquals("user", refused.header("X-RateLimit-Scope"));
    assertEquals("0", refused.header("X-RateLimit-Remaining"));
    after(Duration.ofMillis(400));
    assertEquals(200, edit("now").status());
  }

  @Test
  void faultsComeOnCommandForTheirRoutesOnly() throws IOException {
    discord.faults().on("channels", new Fault.TooMany(Duration.ofSeconds(7)));
    DiscordClient.Answer refused = client.send("POST", MESSAGES, DiscordClient.text("a"));
    assertEquals(429, refused.status());
    assertEquals(7.0, refused.json().path("retry_after").asDouble());
    assertFalse(refused.json().path("global").asBoolean(true));
    assertEquals(10015, edit("other route").code());
    discord.faults().on(Faults.ALL, new Fault.Broken(500));
    assertEquals(500, edit("broken").status());
    discord.faults().clear();
    assertEquals(200, client.send("POST", MESSAGES, DiscordClient.text("a")).status());
  }

  @Test
  void aLostAnswerWasCarriedOutAndALostRequestWasNot() {
    discord.respond(interaction, json(DEFERRED));
    discord.faults().next("webhooks", new Fault.LostAnswer(), 1);
    assertThrows(IOException.class, () -> edit("heard"));
    discord.faults().next("webhooks", new Fault.LostRequest(), 1);
    assertThrows(IOException.class, () -> edit("unheard"));
    assertEquals("heard", discord.reply(interaction).orElseThrow().content());
    assertEquals(List.of(0, 0), discord.calls().stream().map(DiscordStandIn.Call::status).toList());
  }

  @Test
  void aViewSeesEverythingInOrder() throws IOException {
    List<String> seen = new CopyOnWriteArrayList<>();
    discord.watch(
        new ChannelView() {
          @Override
          public void messageCreated(Message message) {
            seen.add("created " + message.thinking());
          }

          @Override
          public void messageEdited(Message message) {
            seen.add("edited " + message.content());
          }

          @Override
          public void messageDeleted(Message message) {
            seen.add("deleted");
          }

          @Override
          public void responseReceived(Interaction answered, JsonNode callback) {
            seen.add("response " + callback.path("type").asInt());
          }
        });
    discord.respond(interaction, json(DEFERRED));
    edit("ready");
    discord.delete(discord.reply(interaction).orElseThrow().id());
    assertEquals(List.of("response 5", "created true", "edited ready", "deleted"), seen);
  }

  @Test
  void commandsAreOverwrittenAsAWholeForEachGuild() throws IOException {
    String path = "/applications/app/guilds/9/commands";
    String body = "[{\"name\":\"server\",\"description\":\"Game servers\"}]";
    assertEquals(200, client.send("PUT", path, body).status());
    assertEquals("server", client.send("GET", path, "").json().at("/0/name").asText());
    assertEquals("server", discord.commands("9").at("/0/name").asText());
    assertEquals(0, client.send("GET", "/applications/app/commands", "").json().size());
    String wrong = "[{\"name\":\"Server\",\"description\":\"\"}]";
    DiscordClient.Answer refused = client.send("PUT", path, wrong);
    assertTrue(refused.json().at("/errors/0/name/_errors").isArray());
    assertTrue(refused.json().at("/errors/0/description/_errors").isArray());
    assertEquals("app", client.send("GET", "/applications/@me", "").id());
  }

  private DiscordClient.Answer edit(String content) throws IOException {
    return client.send("PATCH", ORIGINAL, DiscordClient.text(content));
  }

  private void after(Duration pause) {
    now.updateAndGet(time -> time.plus(pause));
  }

  private static JsonNode json(String text) {
    return Json.parse(text).orElseThrow();
  }
}
