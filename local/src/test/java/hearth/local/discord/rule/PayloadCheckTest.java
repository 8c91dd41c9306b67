package hearth.local.discord.rule;

import hearth.local.discord.Template;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each limit of messages with the last size Discord takes and the first one it refuses. */
class PayloadCheckTest {
  private static final String FIELD = "{'name':'a','value':'b'}";
  private static final String BUTTON = "{'type':2,'style':1,'label':'Go','custom_id':'#'}";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'content':'@text'|2000|2001|/content",
        "'content':'a','nonce':'@text','enforce_nonce':true|25|26|/nonce",
        "'content':'a','nonce':'@text','enforce_nonce':true|1|0|/nonce",
        "'embeds':@list({'title':'a'})|10|11|/embeds",
        "'embeds':[{'title':'@text'}]|256|257|/embeds/0/title",
        "'embeds':[{'description':'@text'}]|4096|4097|/embeds/0/description",
        "'embeds':[{'description':'@text'},{'description':'@text'}]|3000|3001|/embeds",
        "'embeds':[{'fields':@list(FIELD)}]|25|26|/embeds/0/fields",
        "'embeds':[{'fields':[{'name':'@text','value':'b'}]}]|256|257|/embeds/0/fields/0/name",
        "'embeds':[{'fields':[{'name':'a','value':'@text'}]}]|1024|1025|/embeds/0/fields/0/value",
        "'embeds':[{'fields':[{'name':'a','value':'@text'}]}]|1|0|/embeds/0/fields/0/value",
        "'embeds':[{'footer':{'text':'@text'}}]|2048|2049|/embeds/0/footer/text",
        "'embeds':[{'author':{'name':'@text'}}]|256|257|/embeds/0/author/name",
        "'embeds':[{'title':'a','color':@number}]|16777215|16777216|/embeds/0/color",
        "'components':@list({'type':1,'components':[BUTTON]})|5|6|/components",
        "'components':[{'type':1,'components':@list(BUTTON)}]|5|6|/components/0/components",
        "'components':[{'type':1,'components':@list(BUTTON)}]|1|0|/components/0/components",
        "'components':[{'type':1,'components':[{'type':2,'style':1,'label':'@text','custom_id':'a'}]}]"
            + "|80|81|/components/0/components/0/label",
        "'components':[{'type':1,'components':[{'type':2,'style':1,'label':'a','custom_id':'@text'}]}]"
            + "|100|101|/components/0/components/0/custom_id",
        "'components':[{'type':1,'components':[{'type':2,'style':1,'label':'a','custom_id':'@text'}]}]"
            + "|1|0|/components/0/components/0/custom_id",
        "'components':[{'type':1,'components':[{'type':2,'style':@number,'label':'a','custom_id':'a'}]}]"
            + "|4|7|/components/0/components/0/style",
        "'components':[{'type':1,'components':[{'type':3,'custom_id':'s','options':@list({'label':'a','value':'#'})}]}]"
            + "|25|26|/components/0/components/0/options",
        "'components':[{'type':1,'components':[{'type':3,'custom_id':'s','options':[{'label':'@text','value':'v'}]}]}]"
            + "|100|101|/components/0/components/0/options/0/label",
        "'components':[{'type':1,'components':[{'type':3,'custom_id':'s','options':[{'label':'a','value':'@text'}]}]}]"
            + "|100|101|/components/0/components/0/options/0/value",
        "'components':[{'type':1,'components':[{'type':5,'custom_id':'s','placeholder':'@text'}]}]"
            + "|150|151|/components/0/components/0/placeholder",
        "'flags':32768,'components':@list({'type':10,'content':'a'})|40|41|/components",
        "'flags':32768,'components':[{'type':17,'components':@list({'type':10,'content':'a'})}]|39|40|/components",
        "'flags':32768,'components':[{'type':10,'content':'@text'},{'type':10,'content':'@text'}]|2000|2001|/components",
        "'flags':32768,'components':[{'type':9,'components':@list({'type':10,'content':'a'}),'accessory':BUTTON}]"
            + "|3|4|/components/0/components",
        "'flags':32768,'components':[{'type':12,'items':@list({'media':{'url':'https://a.example/b'}})}]"
            + "|10|11|/components/0/items",
        "'content':'a','flags':@number|4096|64|/flags",
        "'content':'a','flags':@number|4|2|/flags",
      })
  void aLimitIsWhereDiscordHasIt(String body, int fits, int tooMuch, String path) {
    String template = "{" + filled(body) + ",nobody}";
    assertEquals("{}", errors(template, fits).toString());
    JsonNode errors = errors(template, tooMuch);
    assertTrue(errors.at(path + "/_errors").isArray(), errors::toString);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'content':7,nobody|/content|STRING_TYPE_CONVERT",
        "'contents':'a',nobody|/contents|UNKNOWN_KEY",
        "'embeds':[{'colour':1}],nobody|/embeds/0/colour|UNKNOWN_KEY",
        "'embeds':{},nobody|/embeds|LIST_TYPE_CONVERT",
        "'embeds':[{'url':'javascript:alert'}],nobody|/embeds/0/url|URL_TYPE_INVALID_URL",
        "'content':'a'|/allowed_mentions|BASE_TYPE_REQUIRED",
        "'content':'a','allowed_mentions':{'parse':['all']}|/allowed_mentions/parse/0|BASE_TYPE_CHOICES",
        "'content':'a','allowed_mentions':{'parse':['users'],'users':['1']}|/allowed_mentions"
            + "|MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE",
        "'content':'a','enforce_nonce':true,nobody|/nonce|BASE_TYPE_REQUIRED",
        "'components':[BUTTON],nobody|/components/0/type|UNION_TYPE_CHOICES",
        "'components':[{'type':10,'content':'a'}],nobody|/components/0/type|UNION_TYPE_CHOICES",
        "'components':[{'type':1,'components':[BUTTON,BUTTON]}],nobody"
            + "|/components/0/components/1/custom_id|COMPONENT_CUSTOM_ID_DUPLICATED",
        "'components':[{'type':1,'components':[{'type':2,'style':1,'label':'a'}]}],nobody"
            + "|/components/0/components/0/custom_id|BASE_TYPE_REQUIRED",
        "'components':[{'type':1,'components':[{'type':2,'style':1,'custom_id':'a'}]}],nobody"
            + "|/components/0/components/0/label|BASE_TYPE_REQUIRED",
        "'components':[{'type':1,'components':[{'type':2,'style':5,'label':'a'}]}],nobody"
            + "|/components/0/components/0/url|BASE_TYPE_REQUIRED",
        "'components':[{'type':1,'components':[{'type':2,'style':5,'label':'a','url':'https://a.example','custom_id':'a'}]}],nobody"
            + "|/components/0/components/0/custom_id|BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE",
        "'components':[{'type':1,'components':[{'type':5,'custom_id':'s'},BUTTON]}],nobody"
            + "|/components/0/components/0|COMPONENT_LAYOUT_WIDTH_EXCEEDED",
        "'components':[{'type':1,'components':[{'type':3,'custom_id':'s','options':[{'label':'a','value':'v'},{'label':'b','value':'v'}]}]}],nobody"
            + "|/components/0/components/0/options/1/value|SELECT_COMPONENT_OPTION_VALUE_DUPLICATED",
        "'content':'a','flags':32768,nobody|/content|MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2",
        "'embeds':[{'title':'a'}],'flags':32768,nobody|/embeds|MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2",
        "'flags':32768,'components':[{'type':9,'components':[{'type':10,'content':'a'}]}],nobody"
            + "|/components/0/accessory|BASE_TYPE_REQUIRED",
      })
  void aMistakeIsNamedWhereItIs(String body, String path, String code) {
    JsonNode errors = errors("{" + filled(body) + "}", 1);
    assertEquals(code, errors.at(path + "/_errors/0/code").asText(), errors::toString);
  }

  @ParameterizedTest
  @CsvSource({
    "64,false,true,false",
    "4,true,true,true",
    "4096,true,true,false",
    "1,false,false,false"
  })
  void flagsAreAllowedWhereTheyMeanSomething(
      int flag, boolean create, boolean answer, boolean edit) {
    ObjectNode body = (ObjectNode) Template.of("{'content':'a','flags':@number,nobody}", flag);
    assertEquals(create, PayloadCheck.create(body).none());
    assertEquals(answer, PayloadCheck.response(body).none());
    assertEquals(edit, PayloadCheck.edit(body, 0).none());
  }

  @Test
  void aNonceIsForMessagesOfTheBotAlone() {
    ObjectNode body =
        (ObjectNode) Template.of("{'content':'a','nonce':'n','enforce_nonce':true,nobody}", 1);
    assertTrue(PayloadCheck.create(body).none());
    assertEquals(
        List.of("nonce: Unknown key.", "enforce_nonce: Unknown key."),
        PayloadCheck.response(body).lines());
  }

  @Test
  void whatIsOfTheSecondVersionStaysSo() {
    ObjectNode text =
        (ObjectNode) Template.of("{'components':[{'type':10,'content':'a'}],nobody}", 1);
    assertTrue(PayloadCheck.edit(text, PayloadCheck.SECOND_VERSION).none());
    ObjectNode after = (ObjectNode) Template.of("{'content':'old','components':[]}", 1);
    assertEquals(1, PayloadCheck.edited(after, PayloadCheck.SECOND_VERSION).lines().size());
    assertTrue(PayloadCheck.edited(after.putNull("content"), PayloadCheck.SECOND_VERSION).none());
  }

  private static String filled(String body) {
    return body.replace("BUTTON", BUTTON).replace("FIELD", FIELD);
  }

  private static JsonNode errors(String template, int size) {
    return PayloadCheck.create((ObjectNode) Template.of(template, size)).json();
  }
}
