package hearth.app.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.contracts.Contracts;
import hearth.core.CommandName;
import hearth.core.fleet.BudgetLimits;
import hearth.core.fleet.Fleet;
import hearth.core.fleet.GamePolicy;
import hearth.core.fleet.Limits;
import hearth.core.fleet.PhaseLimits;
import hearth.core.fleet.Placement;
import hearth.core.fleet.Server;
import hearth.core.fleet.StopLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FleetReaderTest {
  private static final String FULL = compact("full");

  private final List<String> problems = new ArrayList<>();

  static Stream<Path> examples() {
    return Contracts.examples("servers").stream();
  }

  @ParameterizedTest
  @MethodSource("examples")
  void everyExampleIsRead(Path example) throws IOException {
    assertNotNull(read(Files.readString(example)), problems::toString);
    assertEquals(List.of(), problems);
  }

  @Test
  void whatTheSettingSaysIsWhatTheFleetIs() {
    Fleet fleet = read(FULL);
    assertEquals("1100000000000000009", fleet.operatorChannel());
    Server valheim = fleet.server("valheim");
    assertEquals("Valheim", valheim.title());
    assertEquals(2456, valheim.port());
    assertEquals(
        new Placement("hearth-valheim-r", "Standard_D2ads_v5", false, 0.103),
        valheim.machines().placements().get(2));
    assertEquals(
        List.of("role:1100000000000000005", "user:1000000000000000001"),
        valheim.allow().of(CommandName.STOP));
    assertEquals(GamePolicy.USUAL, valheim.policy());
    assertEquals(
        new GamePolicy(GamePolicy.Update.ASK, GamePolicy.NewWorld.FIRST),
        fleet.server("minecraft").policy());
    assertEquals(Duration.ofHours(12), valheim.limits().stops().ceiling());
    assertFalse(valheim.machines().adoptForeign());
    assertTrue(
        read(FULL.replace("\"foreign\":\"stop\"", "\"foreign\":\"adopt\""))
            .server("valheim")
            .machines()
            .adoptForeign());
  }

  @Test
  void whatTheSettingLeavesOutIsTheDefault() {
    Server server = read(compact("minimal")).server("valheim");
    assertEquals("valheim", server.title());
    assertEquals(Limits.DEFAULT, server.limits());
    assertEquals(List.of(), server.allow().of(CommandName.START));
    assertTrue(server.machines().placements().get(0).spot());
  }

  @Test
  void everyLimitIsReadWhereItBelongs() {
    String limits =
        """
        {"saveSeconds":5,"allocatingMinutes":2,"bootingMinutes":3,"loadingMinutes":4,\
        "idleMinutes":6,"neverJoinedMinutes":7,"sessionMinutes":8,"minimumPlayers":9,\
        "ceilingMinutes":31,"relightsPerHour":10,"monthlyHours":11,"monthlyDollars":0,"startsPerPersonPerHour":12}""";
    String text = compact("minimal").replace("\"port\":2456", "\"port\":2456,\"limits\":" + limits);
    assertEquals(
        new Limits(
            new PhaseLimits(
                Duration.ofSeconds(5),
                Duration.ofMinutes(2),
                Duration.ofMinutes(3),
                Duration.ofMinutes(4)),
            new StopLimits(
                Duration.ofMinutes(6),
                Duration.ofMinutes(7),
                Duration.ofMinutes(8),
                9,
                Duration.ofMinutes(31)),
            new BudgetLimits(11, 0),
            10,
            12),
        read(text).server("valheim").limits());
  }

  @ParameterizedTest
  @CsvSource({"always,never", "ask,first", "pinned,always"})
  void howAGameMayChangeIsReadWordByWord(String update, String newWorld) {
    String text =
        FULL.replace("\"update\":\"ask\"", "\"update\":\"" + update + "\"")
            .replace("\"newWorld\":\"first\"", "\"newWorld\":\"" + newWorld + "\"");
    assertEquals(List.of(), Contracts.errors("servers", text));
    GamePolicy policy = read(text).server("minecraft").policy();
    assertEquals(GamePolicy.Update.valueOf(update.toUpperCase(Locale.ROOT)), policy.update());
    assertEquals(GamePolicy.NewWorld.valueOf(newWorld.toUpperCase(Locale.ROOT)), policy.newWorld());
  }

  /** Each breaks the schema, and the reader names the place. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "v":1,                       | "v":2,                        | /v
          "v":1,                       | ''                            | S lacks v
          "v":1,                       | "v":"1",                      | /v
          "v":1,                       | "v":1,"x":{"y":[1]},          | /x
          "operatorChannel":"1100000000000000009" | "operatorChannel":9 | /operatorChannel
          "name":"minecraft"           | "name":"Minecraft"            | /servers/1/name
          "name":"minecraft"           | "name":"-minecraft"           | /servers/1/name
          "name":"minecraft"           | "name":"minecraft-"           | /servers/1/name
          "name":"minecraft"           | "name":""                     | /servers/1/name
          "name":"minecraft"           | "name":"abcdefghijabcdefghijabcdefghijabc" | /servers/1/name
          "name":"minecraft"           | "name":null                   | /servers/1/name
          "name":"minecraft",          | ''                            | /servers/1 lacks name
          "title":"Minecraft"          | "title":""                    | /servers/1/title
          "title":"Minecraft"          | "title":7                     | /servers/1/title
          "game":"minecraft-java"      | "game":"minecraft java"       | /servers/1/game
          "guild":"1100000000000000001","channel":"1100000000000000003" | "guild":"x","channel":"1100000000000000003" | /servers/1/guild
          "channel":"1100000000000000003" | "channel":"110000000000000000345" | /servers/1/channel
          "port":25565                 | "port":65536                  | /servers/1/port
          "port":25565                 | "port":0                      | /servers/1/port
          "port":25565                 | "port":2.5                    | /servers/1/port
          "port":25565                 | "port":99999999999999999999   | /servers/1/port
          "port":25565                 | "port":[25565]                | /servers/1/port
          "regularPrice":false         | "regularPrice":"no"           | /servers/0/regularPrice
          "foreign":"stop"             | "foreign":"keep"              | /servers/0/foreign
          "update":"ask"               | "update":"never"              | /servers/1/update
          "update":"ask"               | "update":true                 | /servers/1/update
          "newWorld":"first"           | "newWorld":"ask"              | /servers/1/newWorld
          "newWorld":"first"           | "newWorld":["first"]          | /servers/1/newWorld
          "start":["everyone"]         | "start":["Everyone"]          | /servers/0/allow/start/0
          "start":["everyone"]         | "start":["role:"]             | /servers/0/allow/start/0
          "start":["everyone"]         | "start":["role:1","user:x"]   | /servers/0/allow/start/1
          "start":["everyone"]         | "start":"everyone"            | /servers/0/allow/start
          "start":["everyone"]         | "begin":["everyone"]          | /servers/0/allow/begin
          "scaleSet":"hearth-minecraft-a" | "scaleSet":"a/../b"        | /servers/1/placements/0/scaleSet
          "scaleSet":"hearth-minecraft-a" | "scaleSet":"-a"            | /servers/1/placements/0/scaleSet
          "scaleSet":"hearth-minecraft-a" | "scaleSet":"a."            | /servers/1/placements/0/scaleSet
          "scaleSet":"hearth-minecraft-a" | "scaleSet":"_a"            | /servers/1/placements/0/scaleSet
          "scaleSet":"hearth-minecraft-a" | "set":"a"                  | /servers/1/placements/0 lacks scaleSet
          "size":"Standard_D2ds_v5"     | "size":"Standard D2s"         | /servers/0/placements/1/size
          "priority":"Regular"         | "priority":"regular"          | /servers/0/placements/2/priority
          "pricePerHour":0.021         | "pricePerHour":-1             | /servers/0/placements/0/pricePerHour
          "pricePerHour":0.021         | "pricePerHour":"0.021"        | /servers/0/placements/0/pricePerHour
          "saveSeconds":120            | "saveSeconds":4               | /servers/0/limits/saveSeconds
          "saveSeconds":120            | "saveSeconds":3601            | /servers/0/limits/saveSeconds
          "idleMinutes":15             | "idleMinutes":-1              | /servers/0/limits/idleMinutes
          "ceilingMinutes":720         | "ceilingMinutes":0            | /servers/0/limits/ceilingMinutes
          "ceilingMinutes":720         | "patience":1                  | /servers/0/limits/patience
          "monthlyHours":150           | "monthlyHours":745            | /servers/0/limits/monthlyHours
          """)
  void schemaAndReaderAgreeOnWhatIsWrong(String right, String wrong, String place) {
    String broken = FULL.replace(right, wrong);
    assertFalse(broken.equals(FULL), "the example holds " + right);
    assertFalse(Contracts.errors("servers", broken).isEmpty(), "the schema refuses it");
    assertNull(read(broken));
    assertTrue(problems.stream().anyMatch(problem -> problem.contains(place)), problems::toString);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "null",
        "7",
        "{\"v\":1,\"servers\":[]}",
        "{\"v\":1,\"servers\":{}}",
        "{\"v\":1,\"servers\":[1]}",
        "{\"v\":1,\"servers\":[{}]}"
      })
  void schemaAndReaderAgreeOnWhatIsNoFleet(String text) {
    assertFalse(Contracts.errors("servers", text).isEmpty());
    assertNull(read(text));
    assertFalse(problems.isEmpty());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "{", "{\"v\":1,}", "x", "{\"v\":1,\"v\":1,\"servers\":[]}"})
  void whatIsNoJsonIsOneProblem(String text) {
    assertNull(read(text));
    assertEquals(1, problems.size(), problems::toString);
  }

  @Test
  void allThatIsWrongIsToldAtOnceAndNothingOfItIsQuoted() {
    read(
        FULL.replace("\"port\":25565", "\"port\":\"hunter2\"")
            .replace("\"foreign\":\"stop\"", "\"foreign\":\"hunter2\"")
            .replace("\"game\":\"valheim\"", "\"game\":\"Hunter2!\""));
    assertTrue(problems.size() >= 3, problems::toString);
    assertFalse(problems.toString().contains("unter2"), problems::toString);
  }

  @Test
  void noTwoServersHaveOneName() {
    assertNull(read(FULL.replace("\"name\":\"minecraft\"", "\"name\":\"valheim\"")));
    assertTrue(problems.get(0).contains("/servers/1 has the name"), problems::toString);
  }

  @Test
  void noTwoServersHaveOneScaleSet() {
    assertNull(read(FULL.replace("hearth-minecraft-a", "hearth-valheim-b")));
    assertTrue(problems.get(0).contains("/servers/1 has a scale set"), problems::toString);
  }

  @Test
  void aServerThatCouldNeverBeLitIsRefused() {
    String only = "\"scaleSet\":\"hearth-minecraft-a\",\"priority\":\"Regular\"";
    assertNull(read(FULL.replace("\"scaleSet\":\"hearth-minecraft-a\"", only)));
    assertTrue(problems.get(0).contains("regularPrice"), problems::toString);
  }

  @Test
  void theRoleThatEveryoneHasIsRefused() {
    String role = "\"role:1100000000000000001\"";
    assertNull(read(FULL.replace("\"start\":[\"everyone\"]", "\"start\":[" + role + "]")));
    assertTrue(problems.get(0).contains("write everyone"), problems::toString);
  }

  @ParameterizedTest
  @CsvSource({"a..b, false", "-a.b, false", "a-.b, false", "a.b-, false", "63, true", "64, false"})
  void aHostNameHasTheFormOfOne(String host, boolean fine) {
    String name = host.matches("[0-9]+") ? "a".repeat(Integer.parseInt(host)) + ".b" : host;
    assertEquals(fine, hearth.app.message.Formats.isHost(name));
  }

  private Fleet read(String text) {
    return FleetReader.read("S", text, problems);
  }

  private static String compact(String example) {
    return Contracts.example("servers", example).replaceAll("\\s*\\n\\s*|(?<=\":) ", "");
  }
}
