package hearth.discord.interaction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import hearth.core.CommandName;
import hearth.core.fleet.Allow;
import hearth.core.fleet.Fleet;
import hearth.core.fleet.Limits;
import hearth.core.fleet.Placement;
import hearth.core.fleet.Server;
import hearth.core.fleet.Servers;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InteractionHandlerTest {
  private static final Instant NOW = Instant.ofEpochSecond(1_790_000_000);
  private static final String TIMESTAMP = "1790000000";
  private static final String GUILD = "100";
  private static final SignedRequests DISCORD = new SignedRequests(3);
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final Server VALHEIM =
      server("valheim", GUILD, allow(List.of("everyone"), List.of("role:50", "user:7"), List.of()));
  private static final Server FACTORIO =
      server("factorio", GUILD, allow(List.of("user:7"), List.of(), List.of("role:50")));
  private static final Server LONELY =
      server("lonely", "200", allow(List.of("role:51"), List.of("everyone"), List.of()));

  private final InteractionHandler door = door(VALHEIM, FACTORIO, LONELY);

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          start,  valheim,  8, 0,  true
          stop,   valheim,  8, 0,  false
          stop,   valheim,  8, 50, true
          stop,   valheim,  7, 0,  true
          stop,   valheim,  77, 5, false
          stop,   valheim,  50, 7, false
          status, valheim,  8, 0,  true
          start,  factorio, 8, 50, false
          start,  factorio, 7, 0,  true
          stop,   factorio, 7, 50, false
          status, factorio, 8, 0,  false
          status, factorio, 8, 50, true
          """)
  void aPersonMayWhatTheSettingsSay(
      String command, String server, String user, String role, boolean may) throws IOException {
    Answer answer = answer(interaction(2, GUILD, user, role, command, server));
    assertEquals(may, answer.command() != null);
    if (may) {
      assertEquals(CommandName.of(command), answer.command().name());
      assertEquals(server, answer.command().server());
      assertEquals(user, answer.command().user().id());
    } else {
      assertTrue(said(answer).contains("may"), "the refusal says who may");
    }
  }

  @Test
  void aRefusalNamesThoseWhoMayAndPingsNobody() throws IOException {
    Answer answer = answer(interaction(2, GUILD, "8", "0", "stop", "valheim"));
    assertTrue(said(answer).contains("<@&50>, <@7>"), said(answer));
    JsonNode parse = JSON.readTree(answer.body()).at("/data/allowed_mentions/parse");
    assertTrue(parse.isArray() && parse.isEmpty());
    assertTrue(
        said(answer(interaction(2, GUILD, "8", "50", "stop", "factorio"))).contains("Nobody"));
  }

  @Test
  void whatChangesSomethingIsAnsweredForAllAndWhatDoesNotForOne() {
    assertEquals(
        "{\"type\":5}", answer(interaction(2, GUILD, "8", "0", "start", "valheim")).body());
    assertEquals("{\"type\":5}", answer(interaction(2, GUILD, "7", "0", "stop", "valheim")).body());
    assertEquals(
        "{\"type\":5,\"data\":{\"flags\":64}}",
        answer(interaction(2, GUILD, "8", "0", "status", "valheim")).body());
  }

  @ParameterizedTest
  @ValueSource(strings = {"valheim", "Valheim", "VALHEIM", " valheim "})
  void namesAreFoundHoweverTheyAreTyped(String typed) {
    Answer answer = answer(interaction(2, GUILD, "8", "0", "start", typed));
    assertEquals("valheim", answer.command().server());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a      | Alpha Land | Alpha Land  | a
          a      | Alpha Land | ALPHA LAND  | a
          a      | Alpha Land | 'alpha '    | a
          a      | Alpha Land | b           | b
          a      | Alpha Land | bet         | b
          a      | Beta       | Beta        | ''
          a      | Beta       | be          | ''
          beta-2 | Gamma      | beta        | b
          beta-2 | Gamma      | BETA-       | beta-2
          b-2    | Gamma      | b           | b
          a      | Ärger      | ä           | a
          a      | Alpha Land | x           | no
          """)
  void whatIsShownIsAccepted(String name, String title, String typed, String found)
      throws IOException {
    Allow all = allow(List.of("everyone"), List.of(), List.of());
    InteractionHandler two = door(titled(name, title, all), titled("b", "Beta", all));
    Answer answer = answer(two, interaction(2, GUILD, "8", "0", "start", typed));
    if (found.isEmpty() || found.equals("no")) {
      String said = said(answer);
      assertTrue(said.contains(found.isEmpty() ? "Which one" : "no server called"), said);
      assertTrue(said.contains("`" + name + "`, `b`"), said);
    } else {
      assertEquals(found, answer.command().server());
    }
  }

  @Test
  void ofAServerThatSomebodyMayNotSeeNothingIsTold() throws IOException {
    Allow hidden = allow(List.of("role:51"), List.of(), List.of("role:51"));
    Map<CommandName, List<String>> none = new EnumMap<>(hidden.entries());
    for (CommandName command : List.of(CommandName.PLAYERS, CommandName.HISTORY)) {
      none.put(command, List.of("role:51"));
    }
    Server secret = titled("secret", "Secret World", new Allow(none));
    InteractionHandler both = door(VALHEIM, secret);
    for (String command :
        List.of("start", "stop", "status", "players", "connect", "history", "cost")) {
      for (String typed : new String[] {"secret", "Secret World", "sec", "other", null}) {
        Answer answer = answer(both, interaction(2, GUILD, "8", "0", command, typed));
        String said = answer.body().replace("called " + typed, "");
        assertTrue(!said.toLowerCase(Locale.ROOT).contains("secret"), said);
        assertTrue(!said.contains("<@&51>"), said);
      }
    }
    InteractionHandler alone = door(secret);
    String said = said(answer(alone, interaction(2, GUILD, "8", "0", "status", null)));
    assertTrue(said.contains("no game server here that you may use"), said);
    assertNotNull(answer(alone, interaction(2, GUILD, "8", "51", "status", null)).command());
  }

  @Test
  void everybodyMayAskToBeForgottenOnAllServersOfTheGuild() throws IOException {
    Server secret = titled("secret", "Secret World", allow(List.of(), List.of(), List.of()));
    Answer answer = answer(door(VALHEIM, secret), interaction(2, GUILD, "8", "0", "forget", null));
    assertEquals(CommandName.FORGET, answer.command().name());
    assertNull(answer.command().server());
    assertTrue(answer.command().replyAddress().ephemeral());
  }

  @ParameterizedTest(name = "the month {0} is {1}")
  @CsvSource({"2026-01, 2026-01", "01.2026, 2026-01", "31.2., ", "-5h, ", "2099-01, "})
  void aMonthIsHandedOnAsOneOrRefusedByName(String typed, String month) throws IOException {
    String body =
        interaction(2, GUILD, "8", "0", "cost", "valheim")
            .replace(
                "\"focused\":true}",
                "\"focused\":true},{\"type\":3,\"name\":\"month\",\"value\":\"" + typed + "\"}");
    Answer answer = answer(body);
    if (month == null) {
      assertNull(answer.command());
      assertTrue(said(answer).contains("`" + typed + "`"), said(answer));
    } else {
      assertEquals(month, answer.command().options().text());
      assertTrue(answer.command().replyAddress().ephemeral());
    }
  }

  @Test
  void costsOfAllServersAreForWhoeverMaySeeThemAll() throws IOException {
    Allow hidden = new Allow(Map.of(CommandName.HISTORY, List.of("role:51")));
    Server secret = titled("secret", "Secret World", hidden);
    Server other = titled("other", "Other", VALHEIM.allow());
    Answer all = answer(door(VALHEIM, other), interaction(2, GUILD, "8", "0", "cost", null));
    assertNull(all.command().server());
    Answer some = answer(door(VALHEIM, secret), interaction(2, GUILD, "8", "0", "cost", null));
    assertNull(some.command());
    assertFalse(said(some).contains("secret"), said(some));
  }

  @Test
  void aTimeOfDayIsHandedOnAsThatTime() {
    String body =
        interaction(2, GUILD, "8", "0", "start", "valheim")
            .replace(
                "\"focused\":true}",
                "\"focused\":true},{\"type\":3,\"name\":\"for\",\"value\":\"23:30\"}");
    Instant until = answer(body).command().options().until();
    assertEquals("23:30", until.atOffset(ZoneOffset.UTC).toLocalTime().toString());
    assertTrue(until.isAfter(NOW) && until.isBefore(NOW.plusSeconds(86_400)));
  }

  @Test
  void aStartSaysWhetherItBringsTheNewestVersion() {
    String body = interaction(2, GUILD, "8", "0", "start", "valheim");
    assertFalse(answer(body).command().options().newest());
    String newest =
        body.replace(
            "\"focused\":true}",
            "\"focused\":true},{\"type\":5,\"name\":\"newest\",\"value\":true}");
    assertTrue(answer(newest).command().options().newest());
  }

  @Test
  void theOnlyServerOfAGuildNeedsNoName() {
    assertEquals(
        "lonely", answer(interaction(2, "200", "8", "51", "start", null)).command().server());
    assertEquals(
        "lonely", answer(interaction(2, "200", "8", "0", "status", null)).command().server());
  }

  @Test
  void oneOfSeveralHasToBeNamed() throws IOException {
    String said = said(answer(interaction(2, GUILD, "8", "0", "start", null)));
    assertTrue(said.contains("`valheim`") && !said.contains("factorio"), said);
    String more = said(answer(interaction(2, GUILD, "7", "0", "start", null)));
    assertTrue(more.contains("`valheim`, `factorio`"), more);
  }

  @Test
  void theStatusOfAllIsForThoseWhoMaySeeAll() throws IOException {
    Answer all = answer(interaction(2, GUILD, "8", "50", "status", null));
    assertNotNull(all.command());
    assertNull(all.command().server());
    String said = said(answer(interaction(2, GUILD, "8", "0", "status", null)));
    assertTrue(said.contains("`valheim`") && !said.contains("factorio"), said);
  }

  @Test
  void anotherGuildsServerIsNotThere() throws IOException {
    String said = said(answer(interaction(2, GUILD, "8", "51", "start", "lonely")));
    assertTrue(said.contains("no server called lonely") && !said.contains("`lonely`"), said);
    assertTrue(
        said(answer(interaction(2, "300", "8", "0", "start", null))).contains("No game server"));
  }

  @Test
  void whatIsTypedComesBackTamed() throws IOException {
    String said = said(answer(interaction(2, GUILD, "8", "0", "start", "@everyone [x](http://y)")));
    assertTrue(!said.contains("@everyone") && !said.contains("](http"), said);
  }

  @Test
  void anotherApplicationsCommandIsRefused() throws IOException {
    String body = interaction(2, GUILD, "8", "0", "start", "valheim");
    Answer answer = answer(body.replace("\"application_id\":\"1\"", "\"application_id\":\"2\""));
    assertTrue(said(answer).contains("another application"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"explode", "Start", ""})
  void aCommandThatIsNotKnownIsAnsweredKindly(String command) throws IOException {
    assertTrue(
        said(answer(interaction(2, GUILD, "8", "0", command, "valheim"))).contains("do not know"));
  }

  @Test
  void anotherRootIsNotKnown() throws IOException {
    String body = interaction(2, GUILD, "8", "0", "start", "valheim");
    String other = body.replace("\"name\":\"server\",\"type\":1", "\"name\":\"game\",\"type\":1");
    assertTrue(said(answer(other)).contains("do not know"));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 5, 6, 99})
  void aTypeThatIsNotKnownIsAnsweredKindly(int type) throws IOException {
    assertTrue(said(answer("{\"type\":" + type + "}")).contains("do not know"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"guild_id\":\"100\",|",
        "\"owners\":1|\"authorizing_integration_owners\":{\"1\":\"8\"}",
        "\"member\":|\"user\":{\"id\":\"8\",\"username\":\"ada\"},\"x\":"
      })
  void outsideAGuildNothingIsDone(String change) throws IOException {
    String[] parts = change.split("\\|", -1);
    String body = interaction(2, GUILD, "8", "0", "start", "valheim").replace(parts[0], parts[1]);
    Answer answer = answer(body);
    assertNull(answer.command());
    assertTrue(said(answer).contains("not in private"), answer.body());
  }

  @Test
  void aPingIsAnswered() {
    assertEquals(new Answer(200, "{\"type\":1}", null), answer("{\"type\":1}"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          start  | ''      | valheim
          start  | VAL     | valheim
          start  | fac     | ''
          status | A       | valheim factorio
          stop   | ''      | valheim
          start  | nothing | ''
          boom   | ''      | ''
          """)
  void autocompleteOffersWhatFitsAndIsAllowed(String command, String typed, String expected)
      throws IOException {
    Answer answer = answer(interaction(4, GUILD, "8", "50", command, typed));
    List<String> names = new ArrayList<>();
    JsonNode json = JSON.readTree(answer.body());
    json.at("/data/choices").forEach(choice -> names.add(choice.path("value").textValue()));
    assertEquals(8, json.path("type").intValue());
    assertEquals(expected, String.join(" ", names));
    assertNull(answer.command());
  }

  @Test
  void autocompleteOffersAtMost25AndNothingOutside() throws IOException {
    Server[] many = new Server[40];
    for (int i = 0; i < many.length; i++) {
      many[i] = server("game-" + i, GUILD, allow(List.of("everyone"), List.of(), List.of()));
    }
    String body = interaction(4, GUILD, "8", "0", "start", "game");
    InteractionHandler busy = door(many);
    assertEquals(25, JSON.readTree(answer(busy, body).body()).at("/data/choices").size());
    String elsewhere = body.replace("\"guild_id\":\"100\",", "");
    assertEquals(0, JSON.readTree(answer(busy, elsewhere).body()).at("/data/choices").size());
  }

  @Test
  void whatIsNotSignedIsTurnedAway() {
    String body = interaction(2, GUILD, "8", "0", "start", "valheim");
    String signed = DISCORD.sign(TIMESTAMP, body);
    Answer rejected = new Answer(401, "not signed", null);
    assertEquals(rejected, door.answer(signed, TIMESTAMP, body + " ", NOW));
    assertEquals(rejected, door.answer(signed + "00", TIMESTAMP, body, NOW));
    assertEquals(rejected, door.answer(null, TIMESTAMP, body, NOW));
    assertEquals(rejected, door.answer(signed, null, body, NOW));
    assertEquals(rejected, door.answer(signed, TIMESTAMP, null, NOW));
    assertEquals(rejected, door.answer(signed, TIMESTAMP, "", NOW));
    assertEquals(rejected, door.answer(signed, TIMESTAMP, "[".repeat(10_000), NOW));
    assertEquals(rejected, door.answer(signed, TIMESTAMP, "\ufffd\ud800", NOW));
    assertEquals(rejected, door.answer(signed, TIMESTAMP, body, NOW.plusSeconds(301)));
    assertNotNull(door.answer(signed, TIMESTAMP, body, NOW).command());
  }

  @ParameterizedTest
  @CsvSource({
    "262144, a, 400",
    "262145, a, 413",
    "10000000, a, 413",
    "131073, \u00fc, 413",
    "131072, \u00fc, 400"
  })
  void onlyABodyOf256KibIsLookedAt(int length, String letter, int status) {
    assertEquals(status, answer(letter.repeat(length)).status());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "null", "[]", "{}", "{\"type\":2}", "{\"type\":4,\"id\":\"1\"}"})
  void whatIsSignedButNoInteractionIsRefused(String body) {
    assertEquals(400, answer(body).status());
  }

  @Test
  void tenThousandBracketsAreRefused() {
    assertEquals(400, answer("[".repeat(10_000)).status());
    assertEquals(400, answer("{\"type\":1,\"x\":" + "[".repeat(10_000)).status());
  }

  private Answer answer(String body) {
    return answer(door, body);
  }

  private static Answer answer(InteractionHandler door, String body) {
    return door.answer(DISCORD.sign(TIMESTAMP, body), TIMESTAMP, body, NOW);
  }

  /** What an ephemeral answer says; nothing was accepted with it. */
  private static String said(Answer answer) throws IOException {
    assertNull(answer.command());
    assertEquals(200, answer.status());
    JsonNode json = JSON.readTree(answer.body());
    assertEquals(4, json.path("type").intValue());
    assertEquals(64, json.at("/data/flags").intValue());
    return json.at("/data/content").textValue();
  }

  private static InteractionHandler door(Server... servers) {
    return new InteractionHandler(
        "1", DISCORD.publicKey(), new Fleet(null, List.of(servers)), "server");
  }

  private static String interaction(
      int type, String guild, String user, String role, String command, String server) {
    String option =
        server == null
            ? ""
            : "{\"type\":3,\"name\":\"server\",\"value\":\"" + server + "\",\"focused\":true}";
    return """
        {"type":%d,"id":"1307000000000000001","application_id":"1","token":"tok",\
        "guild_id":"%s","channel_id":"5","owners":1,"locale":"en-GB",\
        "member":{"roles":["%s"],"user":{"id":"%s","username":"ada"}},\
        "data":{"id":"9","name":"server","type":1,\
        "options":[{"type":1,"name":"%s","options":[%s]}]}}"""
        .formatted(type, guild, role, user, command, option);
  }

  private static Allow allow(List<String> start, List<String> stop, List<String> status) {
    return Servers.allow(start, stop, status);
  }

  private static Server titled(String name, String title, Allow allow) {
    return server(name, title, GUILD, allow);
  }

  private static Server server(String name, String guild, Allow allow) {
    return server(name, name, guild, allow);
  }

  private static Server server(String name, String title, String guild, Allow allow) {
    return Servers.server(
        name,
        title,
        guild,
        "5",
        List.of(new Placement("set-" + name, "Standard_D2as_v5", true, 0)),
        allow,
        Limits.DEFAULT);
  }
}
