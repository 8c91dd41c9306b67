package hearth.local.discord.rule;

import hearth.local.discord.Template;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hearth.local.http.Json;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each limit of registered commands, from both sides. */
class CommandCheckTest {
  private static final String OPTION = "{'type':3,'name':'#','description':'d'}";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'name':'@text','description':'d'}|32|33|/0/name",
        "{'name':'@text','description':'d'}|1|0|/0/name",
        "{'name':'a','description':'@text'}|100|101|/0/description",
        "{'name':'a','description':'@text'}|1|0|/0/description",
        "{'name':'a','description':'d','description_localizations':{'de':'@text'}}"
            + "|100|101|/0/description_localizations/de",
        "{'name':'a','description':'d','name_localizations':{'de':'@text'}}"
            + "|32|33|/0/name_localizations/de",
        "{'name':'a','description':'d','options':@list(OPTION)}|25|26|/0/options",
        "{'name':'a','description':'d','options':[{'type':1,'name':'s','description':'d','options':@list(OPTION)}]}"
            + "|25|26|/0/options/0/options",
        "{'name':'a','description':'d','options':[{'type':3,'name':'o','description':'d','choices':"
            + "@list({'name':'a','value':'#'})}]}|25|26|/0/options/0/choices",
        "{'name':'a','description':'d','options':[{'type':3,'name':'o','description':'d','choices':"
            + "[{'name':'@text','value':'v'}]}]}|100|101|/0/options/0/choices/0/name",
        "{'name':'a','description':'d','options':[{'type':3,'name':'o','description':'d','max_length':@number}]}"
            + "|6000|6001|/0/options/0/max_length",
        "{'name':'a','description':'d','options':[{'type':@number,'name':'o','description':'d'}]}"
            + "|11|12|/0/options/0/type",
        "{'name':'a','description':'d','contexts':[@number]}|2|3|/0/contexts/0",
        "{'name':'a','description':'d','integration_types':[@number]}|1|2|/0/integration_types/0",
      })
  void aLimitIsWhereDiscordHasIt(String command, int fits, int tooMuch, String path) {
    String template = "[" + command.replace("OPTION", OPTION) + "]";
    assertEquals("{}", errors(template, fits).toString());
    JsonNode errors = errors(template, tooMuch);
    assertTrue(errors.at(path + "/_errors").isArray(), errors::toString);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'name':'Server','description':'d'}|/0/name|APPLICATION_COMMAND_INVALID_NAME",
        "{'name':'a b','description':'d'}|/0/name|APPLICATION_COMMAND_INVALID_NAME",
        "{'name':'a'}|/0/description|BASE_TYPE_REQUIRED",
        "{'name':'a','description':'d','title':'t'}|/0/title|UNKNOWN_KEY",
        "{'name':'a','description':'d','description_localizations':{'es':'d'}}"
            + "|/0/description_localizations/es|BASE_TYPE_CHOICES",
        "{'name':'a','description':'d','default_member_permissions':'all'}"
            + "|/0/default_member_permissions|NUMBER_TYPE_COERCE",
        "{'name':'a','description':'d','default_member_permissions':8}"
            + "|/0/default_member_permissions|STRING_TYPE_CONVERT",
        "{'name':'a','description':'d','options':[{'type':3,'name':'o','description':'d'},"
            + "{'type':3,'name':'r','description':'d','required':true}]}"
            + "|/0/options/1|APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID",
        "{'name':'a','description':'d','options':[{'type':3,'name':'o','description':'d'},"
            + "{'type':3,'name':'o','description':'d'}]}"
            + "|/0/options/1|APPLICATION_COMMAND_OPTIONS_NAME_NOT_UNIQUE",
        "{'name':'a','description':'d','options':[{'type':1,'name':'s','description':'d'},"
            + "{'type':3,'name':'o','description':'d'}]}"
            + "|/0/options|APPLICATION_COMMAND_OPTIONS_TYPE_INVALID",
        "{'name':'a','description':'d','options':[{'type':1,'name':'s','description':'d','options':"
            + "[{'type':1,'name':'t','description':'d'}]}]}"
            + "|/0/options/0/options/0/type|UNION_TYPE_CHOICES",
        "{'name':'a','description':'d','options':[{'type':3,'name':'o','description':'d',"
            + "'autocomplete':true,'choices':[{'name':'n','value':'v'}]}]}"
            + "|/0/options/0|APPLICATION_COMMAND_OPTIONS_CHOICES_AUTOCOMPLETE_EXCLUSIVE",
        "{'name':'a','description':'d'},{'name':'a','description':'d'}"
            + "|/1|APPLICATION_COMMANDS_DUPLICATE_NAME",
      })
  void aMistakeIsNamedWhereItIs(String commands, String path, String code) {
    JsonNode errors = errors("[" + commands + "]", 1);
    assertEquals(code, errors.at(path + "/_errors/0/code").asText(), errors::toString);
  }

  @ParameterizedTest
  @ValueSource(strings = {"server", "serveur-é", "o'neil", "a_b", "伺服器", "ก่อน", "नमस्ते"})
  void namesMayBeOfAnyScript(String name) {
    assertEquals(
        "{}",
        CommandCheck.of(Json.array().add(Json.object().put("name", name).put("description", "d")))
            .json()
            .toString());
  }

  /** Subcommands of eight options each; the last description decides. */
  @ParameterizedTest
  @CsvSource({"8000,true", "8001,false"})
  void aCommandHasEightThousandCharacters(int characters, boolean fits) {
    ArrayNode commands =
        (ArrayNode) Template.of("[{'name':'r','description':'d','options':[]}]", 0);
    ArrayNode options = (ArrayNode) commands.get(0).get("options");
    int left = characters - 2;
    for (int i = 0; left > 0; i++) {
      ArrayNode inside = Json.array();
      options.add(sub("s" + (10 + i), inside));
      left -= 4;
      for (int j = 0; j < 8 && left > 0; j++) {
        int length = left > 202 ? 100 : left - 3;
        inside.add(
            Json.object()
                .put("type", 3)
                .put("name", "o" + (10 + j))
                .put("description", "d".repeat(length)));
        left -= 3 + length;
      }
    }
    assertEquals(characters, CommandRules.text(commands.get(0)));
    JsonNode errors = CommandCheck.of(commands).json();
    assertEquals(
        fits ? "" : "APPLICATION_COMMAND_TOO_LARGE",
        errors.at("/0/_errors/0/code").asText(),
        errors::toString);
  }

  private static ObjectNode sub(String name, ArrayNode options) {
    ObjectNode sub = Json.object().put("type", 1).put("name", name).put("description", "d");
    sub.set("options", options);
    return sub;
  }

  private static JsonNode errors(String template, int size) {
    return CommandCheck.of((ArrayNode) Template.of(template, size)).json();
  }
}
