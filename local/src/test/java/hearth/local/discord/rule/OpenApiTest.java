package hearth.local.discord.rule;

import hearth.local.discord.Template;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpenApiTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'components':[{'type':1,'components':[{'type':2,'style':1,'label':7}]}]}"
            + "|components.0.components.0.label: Could not interpret the value as string.",
        "{'components':[{'style':1}]}|components.0.type: This field is required",
        "{'components':[{'type':1,'components':[{'type':99}]}]}"
            + "|components.0.components.0.type: Value must be one of [2,8,7,6,3,5].",
        "{'embeds':[{'footer':{'text':'a','x':1}}]}|embeds.0.footer.x: Unknown key.",
        "{'embeds':[{'color':-1}]}"
            + "|embeds.0.color: int value should be greater than or equal to 0.",
        "{'sticker_ids':['x']}|sticker_ids.0: Value is not snowflake.",
        "{'embeds':[{'timestamp':'now'}]}|embeds.0.timestamp: Not well formed.",
      })
  void oneMistakeIsNamedOnceHoweverManyKindsThereMightBe(String body, String line) {
    assertEquals(
        List.of(line), OpenApi.of("MessageCreateRequest").in(Template.of(body, 0)).lines());
  }

  @ParameterizedTest
  @CsvSource({"{'content':null}", "{'allowed_mentions':null}", "{'poll':null}", "{}"})
  void nothingIsNoMistakeWhereTheDocumentAllowsIt(String body) {
    assertEquals(List.of(), OpenApi.of("MessageCreateRequest").in(Template.of(body, 0)).lines());
  }
}
