package hearth.local.discord;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.local.discord.model.DiscordOptions;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GuildRoutesTest {
  private final DiscordStandIn discord =
      new DiscordStandIn(DiscordOptions.likeDiscord("77", "bot-token").limits(10));
  private final DiscordClient client = new DiscordClient(discord.uri());

  GuildRoutesTest() {
    discord.addGuild("90", "Friends");
    discord.addRole("90", "91", "keepers");
    discord.addChannel("42", "games");
    discord.start();
  }

  @AfterEach
  void stop() {
    client.close();
    discord.close();
  }

  @Test
  void theBotFindsItselfItsGuildAndItsRoles() throws IOException {
    assertEquals("77", get("/users/@me").id());
    assertEquals("Friends", get("/users/@me/guilds").json().at("/0/name").asText());
    assertEquals("@everyone", get("/guilds/90/roles").json().at("/0/name").asText());
    assertEquals("keepers", get("/guilds/90/roles").json().at("/2/name").asText());
    assertEquals("98", get("/guilds/90/members/77").json().at("/roles/0").asText());
    assertEquals(10007, get("/guilds/90/members/78").code());
    assertEquals(10004, get("/guilds/91").code());
    assertEquals(401, client.send("GET", "/guilds/90", "", "Authorization", "Bot x").status());
  }

  @Test
  void aChannelShowsWhatIsOverwrittenInIt() throws IOException {
    discord.overwrite("42", "90", 0, 0, 16384);
    assertEquals("16384", get("/channels/42").json().at("/permission_overwrites/0/deny").asText());
    discord.deny("42", DiscordStandIn.Denial.PERMISSION);
    assertEquals("2048", get("/channels/42").json().at("/permission_overwrites/1/deny").asText());
    discord.deny("42", DiscordStandIn.Denial.ACCESS);
    assertEquals(50001, get("/channels/42").code());
  }

  @Test
  void aThreadIsBegunWrittenToLockedAndRemoved() throws IOException {
    String thread = post("/channels/42/threads", "{\"name\":\"tonight\",\"type\":12}").id();
    assertEquals(12, get("/channels/" + thread).json().path("type").asInt());
    assertEquals(204, client.send("PUT", "/channels/" + thread + "/thread-members/1", "").status());
    assertEquals(200, post("/channels/" + thread + "/messages", DiscordClient.text("a")).status());
    String closed = "{\"archived\":true,\"locked\":true}";
    assertTrue(
        client
            .send("PATCH", "/channels/" + thread, closed)
            .json()
            .at("/thread_metadata/locked")
            .asBoolean());
    assertEquals(200, client.send("DELETE", "/channels/" + thread, "").status());
    assertEquals(10003, get("/channels/" + thread).code());
  }

  @Test
  void aPrivateChannelKeepsItsOverwrites() throws IOException {
    String id = post("/guilds/90/channels", privately("77")).id();
    assertEquals(
        "1024", get("/channels/" + id).json().at("/permission_overwrites/0/deny").asText());
    assertEquals(50035, post("/guilds/90/channels", "{\"topic\":\"a\"}").code());
  }

  /** Discord does not let the maker in by itself. */
  @Test
  void aPrivateChannelThatForgetsTheBotIsClosedToIt() throws IOException {
    String id = post("/guilds/90/channels", privately("78")).id();
    assertEquals(50001, get("/channels/" + id).code());
    assertEquals(50001, post("/channels/" + id + "/messages", DiscordClient.text("a")).code());
  }

  @Test
  void whatRolesAndOverwritesDoNotAllowIsRefused() throws IOException {
    String text = DiscordClient.text("a");
    discord.overwrite("42", "90", 0, 0, 1L << 11);
    assertEquals(50013, post("/channels/42/messages", text).code());
    discord.overwrite("42", "98", 0, 1L << 11, 0);
    assertEquals(200, post("/channels/42/messages", text).status());
    discord.permissions("90", 1L << 10, 0);
    assertEquals(50013, post("/guilds/90/channels", "{\"name\":\"a\"}").code());
    assertEquals(50013, post("/channels/42/threads", "{\"name\":\"a\",\"type\":12}").code());
  }

  private static String privately(String whom) {
    return "{'name':'tonight','permission_overwrites':[{'id':'90','type':0,'deny':'1024'},{'id':'WHO','type':1,'allow':'3072'}]}"
        .replace("WHO", whom)
        .replace('\'', '"');
  }

  @Test
  void whatIsAgainstTheRulesIsKept() throws IOException {
    post("/channels/42/messages", DiscordClient.text("fine"));
    assertTrue(discord.refusals().isEmpty());
    post("/channels/42/messages", "{\"content\":\"a\"}");
    assertFalse(discord.refusals().isEmpty());
  }

  private DiscordClient.Answer get(String path) throws IOException {
    return client.send("GET", path, "");
  }

  private DiscordClient.Answer post(String path, String body) throws IOException {
    return client.send("POST", path, body);
  }
}
