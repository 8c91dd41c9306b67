package hearth.local.discord.rule;

import hearth.local.discord.Template;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each limit of initial responses, modals and choices, from both sides. */
class CallbackRulesTest {
  private static final String INPUT = "{'type':4,'custom_id':'#','style':1}";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "8,'data':{'choices':@list({'name':'a','value':'#'})}|25|26|/data/choices",
        "8,'data':{'choices':[{'name':'@text','value':'a'}]}|100|101|/data/choices/0/name",
        "8,'data':{'choices':[{'name':'@text','value':'a'}]}|1|0|/data/choices/0/name",
        "8,'data':{'choices':[{'name':'a','value':'@text'}]}|100|101|/data/choices/0/value",
        "9,'data':{'custom_id':'m','title':'@text','components':[{'type':18,'label':'a','component':INPUT}]}"
            + "|45|46|/data/title",
        "9,'data':{'custom_id':'@text','title':'a','components':[{'type':18,'label':'a','component':INPUT}]}"
            + "|100|101|/data/custom_id",
        "9,'data':{'custom_id':'m','title':'a','components':@list({'type':18,'label':'a','component':INPUT})}"
            + "|5|6|/data/components",
        "9,'data':{'custom_id':'m','title':'a','components':[{'type':18,'label':'@text','component':INPUT}]}"
            + "|45|46|/data/components/0/label",
        "9,'data':{'custom_id':'m','title':'a','components':[{'type':18,'label':'a','description':'@text','component':INPUT}]}"
            + "|100|101|/data/components/0/description",
        "9,'data':{'custom_id':'m','title':'a','components':[{'type':18,'label':'a','component':"
            + "{'type':4,'custom_id':'i','style':2,'placeholder':'@text'}}]}"
            + "|100|101|/data/components/0/component/placeholder",
        "9,'data':{'custom_id':'m','title':'a','components':[{'type':18,'label':'a','component':"
            + "{'type':4,'custom_id':'i','style':2,'max_length':@number}}]}"
            + "|4000|4001|/data/components/0/component/max_length",
        "9,'data':{'custom_id':'m','title':'a','components':[{'type':18,'label':'a','component':"
            + "{'type':4,'custom_id':'i','style':@number}}]}|2|3|/data/components/0/component/style",
        "9,'data':{'custom_id':'m','title':'a','components':[{'type':1,'components':"
            + "[{'type':4,'custom_id':'i','style':1,'label':'@text'}]}]}"
            + "|45|46|/data/components/0/components/0/label",
        "5,'data':{'flags':@number}|64|4096|/data/flags",
        "4,'data':{'content':'a','flags':@number,nobody}|64|128|/data/flags",
        "4,'data':{'content':'@text',nobody}|2000|2001|/data/content",
        "4,'data':{'content':'@text',nobody}|1|0|/data",
        "@number,'data':{}|5|3|/type",
      })
  void aLimitIsWhereDiscordHasIt(String body, int fits, int tooMuch, String path) {
    String template = ("{'type':" + body + "}").replace("INPUT", INPUT);
    assertEquals("{}", errors(template, fits).toString());
    JsonNode errors = errors(template, tooMuch);
    assertTrue(errors.at(path + "/_errors").isArray(), errors::toString);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'type':4}|/data|BASE_TYPE_REQUIRED",
        "{'type':5,'data':{'content':'a'}}|/data/content|UNKNOWN_KEY",
        "{'type':1,'extra':1}|/extra|UNKNOWN_KEY",
        "{'type':8,'data':{'choices':[{'name':'a'}]}}|/data/choices/0/value|BASE_TYPE_REQUIRED",
        "{'type':9,'data':{'custom_id':'m','title':'a','components':[{'type':2}]}}"
            + "|/data/components/0/type|UNION_TYPE_CHOICES",
        "{'type':9,'data':{'custom_id':'m','title':'a','components':[{'type':18,'label':'a',"
            + "'component':{'type':4,'custom_id':'i','style':1,'label':'a'}}]}}"
            + "|/data/components/0/component/label|UNKNOWN_KEY",
        "{'type':9,'data':{'custom_id':'m','title':'a','components':[{'type':18,'label':'a',"
            + "'component':{'type':4,'custom_id':'i','style':1,'min_length':9,'max_length':8}}]}}"
            + "|/data/components/0/component/min_length|NUMBER_TYPE_MAX",
      })
  void aMistakeIsNamedWhereItIs(String callback, String path, String code) {
    JsonNode errors = errors(callback, 1);
    assertEquals(code, errors.at(path + "/_errors/0/code").asText(), errors::toString);
  }

  @ParameterizedTest
  @CsvSource({
    "1,false,1",
    "2,false,4 5 9",
    "3,true,4 5 6 7 9",
    "4,false,8",
    "5,true,4 5 6 7",
    "5,false,4 5",
  })
  void eachInteractionHasItsAnswers(int interaction, boolean onMessage, String answers) {
    List<String> taken = new ArrayList<>();
    for (int type = 1; type <= 10; type++) {
      JsonNode callback = Template.of("{'type':@number}", type);
      if (!CallbackRules.of(callback, interaction, onMessage).json().has("type")) {
        taken.add(Integer.toString(type));
      }
    }
    assertEquals(answers, String.join(" ", taken));
  }

  /** As an answer to whatever can be answered so. */
  private static int interactionFor(JsonNode callback) {
    return switch (callback.path("type").asInt()) {
      case 1 -> 1;
      case 8 -> 4;
      default -> 3;
    };
  }

  private static JsonNode errors(String template, int size) {
    JsonNode callback = Template.of(template, size);
    return CallbackRules.of(callback, interactionFor(callback), true).json();
  }
}
