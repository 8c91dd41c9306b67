package hearth.discord.interaction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.json.BadJson;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InteractionReaderTest {
  private static final String WHOLE =
      """
      {"id":"11","application_id":"12","type":2,"token":"tok","version":1,"locale":"de",
       "guild_id":"13","channel_id":"14","channel":{"id":"14","type":0},"context":0,
       "authorizing_integration_owners":{"0":"13","1":"99"},
       "member":{"nick":null,"roles":["15","16"],"permissions":"0",
         "user":{"id":"17","username":"ada","global_name":"Ada"}},
       "data":{"id":"18","name":"server","type":1,
         "options":[{"type":1,"name":"start",
           "options":[{"type":3,"name":"server","value":"valheim","focused":true}]}]},
       "entitlements":[],"app_permissions":"0"}
      """;

  @Test
  void whatIsNeededIsRead() throws BadJson {
    Interaction read = InteractionReader.read(WHOLE);
    assertEquals(Interaction.COMMAND, read.type());
    assertEquals("11", read.from().interaction());
    assertEquals("12", read.from().application());
    assertEquals("tok", read.from().token());
    assertEquals("13", read.guild());
    assertEquals("14", read.from().channel());
    assertEquals("17", read.from().user().id());
    assertEquals("Ada", read.from().user().name());
    assertEquals(List.of("15", "16"), read.member().roles());
    assertEquals("de", read.locale());
    assertEquals("server", read.data().root());
    assertEquals("start", read.data().subcommand());
    assertEquals("valheim", read.data().server());
    assertTrue(read.member().ofGuild());
    assertFalse(read.toString().contains("tok"), "the token is not shown");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"type":2,"name":"backup","options":[{"type":1,"name":"create","options":[OPTION]}]} | backup-create
          {"options":[{"options":[OPTION],"name":"create","type":1}],"name":"backup","type":2} | backup-create
          {"type":2,"name":"backup","options":[]}                                              |
          """)
  void aSubcommandInAGroupIsNamedWithIt(String options, String word) throws BadJson {
    String option = "{\"type\":3,\"name\":\"server\",\"value\":\"valheim\"}";
    String body =
        """
        {"type":2,"id":"11","application_id":"12","token":"tok","guild_id":"13","channel_id":"14",
         "member":{"user":{"id":"17"}},"data":{"name":"server","options":[%s]}}
        """
            .formatted(options.replace("OPTION", option));
    Interaction read = InteractionReader.read(body);
    assertEquals(word, read.data().subcommand());
    assertEquals(word == null ? null : "valheim", read.data().server());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "id":"11"                | "id":"x"
          "id":"11"                | "id":11
          "id":"11"                | "id":"99999999999999999999"
          "id":"11"                | "id":null
          "application_id":"12"    | "application_id":""
          "type":2,"token"         | "type":"2","token"
          "type":2,"token"         | "type":2.5,"token"
          "type":2,"token"         | "type":99999999999,"token"
          "type":2,"token"         | "token"
          "token":"tok"            | "token":""
          "token":"tok"            | "token":"a b"
          "token":"tok"            | "token":"\\ud800"
          "token":"tok"            | "token":null
          "guild_id":"13"          | "guild_id":"thirteen"
          "channel_id":"14"        | "channel_id":null
          "id":"17"                | "id":"seventeen"
          "roles":["15","16"]      | "roles":[15]
          "roles":["15","16"]      | "roles":{"0":"15"}
          "name":"server","type":1 | "type":1
          "value":"valheim"        | "value":{"a":1}
          "value":"valheim"        | "value":["valheim"]
          "options":[{"type":1     | "options":[7,{"type":1
          "locale":"de"            | "locale":"de","locale":"en"
          "id":"11"                | "id":"11","id":"12"
          "username":"ada"         | "username":"ada","username":"eve"
          """)
  void whatLacksWhatItNeedsIsRefused(String right, String wrong) {
    String broken = WHOLE.replace(right, wrong);
    assertFalse(broken.equals(WHOLE), "it holds " + right);
    assertThrows(BadJson.class, () -> InteractionReader.read(broken));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "null",
        "1",
        "\"x\"",
        "[]",
        "[{\"type\":1}]",
        "{",
        "{\"type\":1",
        "{\"type\":1}}",
        "{\"type\":1}{}",
        "{\"type\":1} x",
        "{'type':1}",
        "{type:1}",
        "{}",
        "{\"type\":01}",
        "{\"type\":NaN}",
        "{\"type\":1,}",
        "\ufeff{\"type\":1}",
        "{\"type\":-1}"
      })
  void whatIsNoJsonObjectIsRefused(String body) {
    assertThrows(BadJson.class, () -> InteractionReader.read(body));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "8, 8",
    "00000000000000000000000008, 8",
    "9223372036854775808, -9223372036854775808",
    "18446744073709551615, -1",
    "18446744073709551616, 0",
    "18446744073709551624, 8",
    "340282366920938463463374607431768211464, 8",
    "-8, 0",
    "8.0, 0",
    "0x8, 0",
    "' 8', 0",
    "'', 0"
  })
  void permissionsAreWholeNumbersOfAnyLength(String said, long lowerBits) throws BadJson {
    String body = WHOLE.replace("\"permissions\":\"0\"", "\"permissions\":\"" + said + "\"");
    assertEquals(lowerBits, InteractionReader.read(body).member().permissions());
  }

  @ParameterizedTest
  @CsvSource({"31,true", "32,false", "10000,false"})
  void nestingBeyond32IsRefused(int more, boolean fine) throws BadJson {
    String body = "{\"type\":1,\"x\":" + "[".repeat(more) + "]".repeat(more) + "}";
    if (fine) {
      assertEquals(Interaction.PING, InteractionReader.read(body).type());
    } else {
      assertThrows(BadJson.class, () -> InteractionReader.read(body));
      String open = body.substring(0, body.indexOf(']'));
      assertThrows(BadJson.class, () -> InteractionReader.read(open));
    }
  }

  @Test
  void aPingNeedsNothingElse() throws BadJson {
    assertEquals(Interaction.PING, InteractionReader.read("{\"type\":1}").type());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "nick":null       | "nick":"Nick"         | Nick
          "nick":null,      | ''                    | Ada
          "global_name":"Ada" | "global_name":null  | ada
          "global_name":"Ada" | "global_name":"a\\ud800b" | a?b
          """)
  void theNameIsWhatTheGuildSees(String from, String to, String name) throws BadJson {
    assertEquals(name, InteractionReader.read(WHOLE.replace(from, to)).from().user().name());
  }

  @Test
  void anEndlessNameIsCutBetweenTwoCharacters() throws BadJson {
    String name = "\ud83d\udd25".repeat(500);
    Interaction read = InteractionReader.read(WHOLE.replace("\"Ada\"", "\"" + name + "\""));
    assertEquals("\ud83d\udd25".repeat(100), read.from().user().name());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"0":"13","1":"99"} | {"0":"13"} | true
          {"0":"13","1":"99"} | {"1":"99"} | false
          {"0":"13","1":"99"} | {"0":"0"}  | false
          {"0":"13","1":"99"} | null       | true
          """)
  void whatAPersonInstalledForHimselfIsToldApart(String from, String to, boolean ofGuild)
      throws BadJson {
    assertEquals(ofGuild, InteractionReader.read(WHOLE.replace(from, to)).member().ofGuild());
  }

  @Test
  void aDirectMessageIsOfNoGuild() throws BadJson {
    Interaction read =
        InteractionReader.read(
            WHOLE
                .replace("\"guild_id\":\"13\",", "")
                .replace("\"member\":{", "\"x\":{")
                .replace("\"entitlements\":[]", "\"user\":{\"id\":\"17\",\"username\":\"ada\"}"));
    assertFalse(read.member().ofGuild());
    assertNull(read.guild());
    assertEquals("ada", read.from().user().name());
  }

  @ParameterizedTest
  @ValueSource(strings = {"de_DE", "\u00e4", "a-very-long-locale-indeed"})
  void aLocaleThatIsNoneIsNoLanguage(String locale) throws BadJson {
    assertEquals(
        "", InteractionReader.read(WHOLE.replace("\"de\"", "\"" + locale + "\"")).locale());
  }
}
