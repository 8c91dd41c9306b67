package hearth.setup.register;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandTreeTest {
  @ParameterizedTest
  @CsvSource({
    "start,server for newest",
    "stop,server force",
    "restart,server",
    "status,server",
    "players,server",
    "extend,server by",
    "say,text server",
    "history,server",
    "cost,server month",
    "connect,server",
    "backup create,server",
    "help,",
  })
  void aSubcommandHasItsOptions(String name, String options) {
    assertEquals(options == null ? "" : options, options(name, true));
  }

  @ParameterizedTest
  @CsvSource({"start,for newest", "stop,force", "say,text", "status,"})
  void withOneServerThereIsNoneToChoose(String name, String options) {
    assertEquals(options == null ? "" : options, options(name, false));
  }

  @Test
  void forEveryGuildItIsForGuildsAlone() {
    JsonNode root = root(new CommandPlan("spiel", null, "32", true));
    assertEquals("spiel", root.path("name").asText());
    assertEquals("[0]", root.path("contexts").toString());
    assertEquals("[0]", root.path("integration_types").toString());
    assertEquals("32", root.path("default_member_permissions").asText());
    assertFalse(root(new CommandPlan("spiel", "1", null, true)).has("contexts"));
  }

  @Test
  void theServerIsCompletedAsItIsTyped() {
    assertTrue(subcommand("start", true).at("/options/0/autocomplete").asBoolean());
    assertEquals(
        "dauer", subcommand("start", true).at("/options/1/name_localizations/de").asText());
  }

  @Test
  void aGroupStandsOnceWithItsSubcommands() {
    JsonNode group = option(root(new CommandPlan("server", null, null, true)), "backup");
    assertEquals(2, group.path("type").asInt());
    assertFalse(group.path("description").asText().isEmpty());
    group.path("options").forEach(each -> assertEquals(1, each.path("type").asInt()));
  }

  private static String options(String subcommand, boolean several) {
    List<String> names = new ArrayList<>();
    subcommand(subcommand, several)
        .path("options")
        .forEach(o -> names.add(o.path("name").asText()));
    return String.join(" ", names);
  }

  private static JsonNode subcommand(String name, boolean several) {
    JsonNode found = root(new CommandPlan("server", null, null, several));
    for (String word : name.split(" ", -1)) {
      found = option(found, word);
    }
    return found;
  }

  private static JsonNode option(JsonNode of, String name) {
    for (JsonNode each : of.path("options")) {
      if (each.path("name").asText().equals(name)) {
        return each;
      }
    }
    throw new AssertionError("no " + name);
  }

  private static JsonNode root(CommandPlan plan) {
    return new CommandTree(plan).json().get(0);
  }
}
