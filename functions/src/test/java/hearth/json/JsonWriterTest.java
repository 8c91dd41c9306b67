package hearth.json;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonWriterTest {
  @Test
  void whatIsBegunIsEndedAndCommasStandBetween() {
    String json =
        new JsonWriter()
            .object()
            .array("list")
            .object()
            .member("a", 1)
            .member("b", -2L)
            .end()
            .object()
            .end()
            .end()
            .object("inner")
            .member("yes", true)
            .member("no", false)
            .end()
            .array("empty")
            .end()
            .member("nothing", null)
            .member("text", "t")
            .end()
            .toString();
    assertEquals(
        "{\"list\":[{\"a\":1,\"b\":-2},{}],\"inner\":{\"yes\":true,\"no\":false},"
            + "\"empty\":[],\"nothing\":null,\"text\":\"t\"}",
        json);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "\"\\/", "\u0000\u0001\b\t\n\f\r\u001f", "\u007f\u0085\u2028é😀", "</script>"})
  void everyTextComesBackAsItWas(String text) throws JsonProcessingException {
    String json = new JsonWriter().object().member("t", text).member(text, 1).end().toString();
    assertEquals(text, new ObjectMapper().readTree(json).get("t").textValue());
    assertEquals(1, new ObjectMapper().readTree(json).get(text).intValue());
  }
}
