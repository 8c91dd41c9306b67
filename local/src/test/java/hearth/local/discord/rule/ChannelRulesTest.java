package hearth.local.discord.rule;

import hearth.local.discord.Template;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each limit of channels and threads, from both sides. */
class ChannelRulesTest {
  private static final Map<String, Rule> RULES =
      Map.of(
          "thread", ChannelRules.THREAD,
          "thread of message", ChannelRules.THREAD_OF_MESSAGE,
          "channel", ChannelRules.CHANNEL,
          "change", ChannelRules.CHANGE);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "thread|{'name':'@text','type':12}|100|101|/name",
        "thread|{'name':'@text','type':12}|1|0|/name",
        "thread|{'name':'a','type':@number}|10|9|/type",
        "thread|{'name':'a','auto_archive_duration':@number}|60|61|/auto_archive_duration",
        "thread|{'name':'a','rate_limit_per_user':@number}|21600|21601|/rate_limit_per_user",
        "thread of message|{'name':'@text'}|100|101|/name",
        "channel|{'name':'@text','type':0}|100|101|/name",
        "channel|{'name':'a','topic':'@text'}|1024|1025|/topic",
        "channel|{'name':'a','permission_overwrites':@list({'id':'1','type':0,'deny':'1024'})}"
            + "|100|101|/permission_overwrites",
        "channel|{'name':'a','permission_overwrites':[{'id':'1','type':@number}]}"
            + "|1|2|/permission_overwrites/0/type",
        "change|{'name':'@text','archived':true,'locked':true}|100|101|/name",
        "change|{'auto_archive_duration':@number}|10080|10081|/auto_archive_duration",
      })
  void aLimitIsWhereDiscordHasIt(String rule, String body, int fits, int tooMuch, String path) {
    assertEquals("{}", errors(rule, body, fits).toString());
    JsonNode errors = errors(rule, body, tooMuch);
    assertTrue(errors.at(path + "/_errors").isArray(), errors::toString);
  }

  private static JsonNode errors(String rule, String body, int size) {
    return RULES.get(rule).in(Template.of(body, size)).json();
  }
}
