package hearth.local.discord;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hearth.local.http.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PayloadCheckTest {
  private static final String BUTTON = "{'type':2,'style':1,'label':'Extend','custom_id':'extend'}";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'embeds':[{'title':'LONG257'}]}|/embeds/0/title/_errors",
        "{'embeds':[{'description':'LONG4097'}]}|/embeds/0/description/_errors",
        "{'embeds':[{'description':'LONG4000'},{'description':'LONG2001'}]}|/embeds/_errors",
        "{'embeds':[{'fields':[{'name':'a'}]}]}|/embeds/0/fields/0/value/_errors",
        "{'embeds':[{'colour':1}]}|/embeds/0/colour/_errors",
        "{'embeds':[{},{},{},{},{},{},{},{},{},{},{}]}|/embeds/_errors",
        "{'content':7}|/content/_errors",
        "{'contents':'a'}|/contents/_errors",
        "{'content':'a','allowed_mentions':null}|/allowed_mentions/_errors",
        "{'nonce':'LONG26'}|/nonce/_errors",
        "{'components':[{'type':2}]}|/components/0/type/_errors",
        "{'components':[{'type':10,'content':'a'}]}|/components/0/type/_errors",
        "{'components':[{'type':1,'components':[]}]}|/components/0/components/_errors",
        "{'content':'a','flags':32768}|/flags/_errors",
      })
  void aMistakeIsNamedWhereItIs(String body, String path) {
    ObjectNode errors = PayloadCheck.create(json(body)).json();
    assertTrue(errors.at(path).isArray(), errors::toString);
  }

  @ParameterizedTest
  @CsvSource({"label,81", "custom_id,101", "custom_id,0", "label,0"})
  void aButtonIsHeldToItsLimits(String key, int length) {
    ObjectNode button = json(BUTTON).put(key, "x".repeat(length));
    ObjectNode errors = PayloadCheck.edit(rows(button), 0).json();
    String path = "/components/0/components/0/" + key + "/_errors";
    assertTrue(errors.at(path).isArray(), errors::toString);
  }

  @Test
  void twoButtonsMayNotHaveTheSameCustomId() {
    assertFalse(PayloadCheck.edit(rows(json(BUTTON), json(BUTTON)), 0).none());
  }

  @Test
  void whatDiscordTakesHasNoMistake() {
    ObjectNode other = json(BUTTON).put("custom_id", "b".repeat(100)).put("label", "l".repeat(80));
    ObjectNode body = rows(json(BUTTON), other).put("content", "c".repeat(2000));
    body.putArray("embeds").addObject().put("title", "t".repeat(256));
    assertEquals("{}", PayloadCheck.edit(body, 0).json().toString());
  }

  @Test
  void componentsOfTheSecondVersionNeedTheirFlag() {
    ObjectNode body = json("{'flags':32768,'components':[{'type':10,'content':'a'}]}");
    assertEquals("{}", PayloadCheck.edit(body, 0).json().toString());
  }

  private static ObjectNode rows(ObjectNode... buttons) {
    ObjectNode body = json("{}");
    var row = body.putArray("components").addObject().put("type", 1).putArray("components");
    for (ObjectNode button : buttons) {
      row.add(button);
    }
    return body;
  }

  /** Reads single-quoted JSON, LONGn standing for n letters, and lets it ping nobody. */
  private static ObjectNode json(String text) {
    String full = text.replace('\'', '"');
    for (int length : new int[] {4097, 4000, 2001, 257, 26}) {
      full = full.replace("LONG" + length, "x".repeat(length));
    }
    ObjectNode json = Json.objectIn(full).orElseThrow();
    if (!json.has("allowed_mentions")) {
      json.putObject("allowed_mentions").putArray("parse");
    }
    return json;
  }
}
