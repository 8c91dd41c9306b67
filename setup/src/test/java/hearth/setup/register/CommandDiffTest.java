package hearth.setup.register;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From one list of commands to another. */
class CommandDiffTest {
  private static final String A = "'name':'a','description':'d'";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        // what Discord adds or leaves out is no difference
        "{A}|{A,'type':1}|",
        "{A,'id':'1','application_id':'2','version':'3','guild_id':'4','dm_permission':true,'nsfw':false}|{A}|",
        "{A,'default_member_permissions':null,'name_localizations':null,'contexts':null}|{A}|",
        "{A,'integration_types':[0]}|{A}|",
        "{A,'contexts':[1,0]}|{A,'contexts':[0,1]}|",
        "{A,'name_localizations':{}}|{A}|",
        "{'description':'d','name':'a'}|{A}|",
        "{A}|{A,'options':[]}|",
        "{A,'options':[{'type':3,A}]}|{A,'options':[{'type':3,A,'required':false,'autocomplete':false,'choices':[]}]}|",
        // what people would notice is one
        "|{A}|+ /a  `d`",
        "{A}||- /a",
        "{A}|{'name':'a','description':'e'}|~ /a  description: `d` → `e`",
        "{A}|{A,'description_localizations':{'de':'x'}}|~ /a  description_localizations.de: unset → `x`",
        "{A}|{A,'default_member_permissions':'0'}|~ /a  default_member_permissions: unset → `0`",
        "{A,'contexts':null}|{A,'contexts':[0]}|~ /a  contexts: unset → [0]",
        "{A,'options':[{'type':3,A}]}|{A,'options':[{'type':4,A}]}|~ /a [a]  type: 3 → 4",
        "{A,'options':[{'type':3,A}]}|{A,'options':[{'type':3,A,'required':true}]}|~ /a [a]  required: unset → true",
      })
  void aDifferenceIsALine(String before, String after, String line) {
    CommandDiff diff = CommandDiff.between(json(before), json(after), false);
    String expected = line == null ? "" : line.replace('`', '"');
    assertEquals(expected, String.join("\n", diff.lines()));
  }

  private static JsonNode json(String command) {
    String text = command == null ? "" : command.replace("A", A).replace('\'', '"');
    try {
      return new ObjectMapper().readTree("[" + text + "]");
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }
}
