package hearth.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonReaderTest {
  private static final JsonMapper JACKSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  static {
    JACKSON
        .getFactory()
        .setStreamReadConstraints(
            StreamReadConstraints.builder().maxNestingDepth(JsonReader.DEEPEST).build());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        " [ 1 , -0.5e+7 , 0 , 10E-2 ] ",
        "{\"a\":{\"a\":[{\"a\":null},{\"a\":true}]},\"b\":false}",
        "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\uD83D\\uDE00\\ud800\"",
        "\t\r\n\"\u007f\u0085\u2028é😀\"",
        "-9223372036854775808",
        "123456789012345678901234567890",
        "{\"\":\"\",\"a/b~c\":0}",
        "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]"
      })
  void whatIsJsonIsReadAsAnotherReaderReadsIt(String text) throws BadJson, JsonProcessingException {
    assertEquals(normal(JACKSON.readTree(text)), tree(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "[",
        "{]",
        "[}",
        "[1,]",
        "[,1]",
        "[1 2]",
        "[1]]",
        "{\"a\"}",
        "{\"a\":}",
        "{\"a\":1,}",
        "{,}",
        "{a:1}",
        "{'a':1}",
        "{\"a\":1 \"b\":2}",
        "{\"a\":1,\"a\":2}",
        "{\"a\":1,\"\\u0061\":2}",
        "nul",
        "nulll",
        "True",
        "NaN",
        "-",
        "+1",
        "01",
        "-01",
        ".5",
        "5.",
        "1e",
        "1e+",
        "0x1",
        "\"",
        "\"a",
        "\"\\\"",
        "\"\\x\"",
        "\"\\u12\"",
        "\"\\u12g4\"",
        "\"\\u\uff11234\"",
        "\"a\tb\"",
        "\"a\nb\"",
        "\"\\\t\"",
        "\ufeff{}",
        "/* */ {}",
        "{} {}",
        "\u00a0{}",
        "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]"
      })
  void whatIsNotIsRefused(String text) {
    assertThrows(BadJson.class, () -> tree(text));
  }

  @Test
  void itAgreesWithAnotherReaderOnTextsThatWereBrokenAtRandom() throws JsonProcessingException {
    String whole =
        "{\"type\":2,\"data\":{\"options\":[{\"name\":\"a\\u00e9\\n\",\"value\":-1.5e2},[],{}],"
            + "\"x\":null},\"roles\":[\"1\",\"22\"],\"t\":true,\"f\":false}";
    String alphabet = "{}[]:,\"\\ \n\t0123456789-+.eEtrufalsn/x\u00e9\u0001";
    int accepted = 0;
    for (long seed = 0; seed < 20_000; seed++) {
      Random random = new Random(seed);
      StringBuilder text = new StringBuilder(whole);
      for (int i = random.nextInt(3); i >= 0; i--) {
        int at = random.nextInt(text.length());
        int end = Math.min(text.length(), at + random.nextInt(3));
        String put = String.valueOf(alphabet.charAt(random.nextInt(alphabet.length())));
        text.replace(at, end, random.nextBoolean() ? put : "");
      }
      JsonNode expected = jackson(text.toString());
      accepted += expected == null ? 0 : 1;
      assertEquals(expected, ours(text.toString()), () -> "of " + text);
    }
    assertTrue(accepted > 1000 && accepted < 19_000, "both kinds are tried: " + accepted);
  }

  @Test
  void aNumberIsWholeOnlyWithinALong() throws BadJson {
    assertEquals(Long.MAX_VALUE, new JsonReader("9223372036854775807").whole());
    assertNull(new JsonReader("9223372036854775808").whole());
    assertNull(new JsonReader("1.0").whole());
    assertNull(new JsonReader("1e2").whole());
    assertNull(new JsonReader("\"1\"").whole());
    assertEquals(100.0, new JsonReader("1e2").real());
    assertNull(new JsonReader("true").real());
    assertNull(new JsonReader("1").text());
  }

  @Test
  void itSaysWhereItStandsAndStepsOverWhatIsNotWanted() throws BadJson {
    JsonReader json = new JsonReader("{\"a/b\":[7,{\"c\":[[1],{\"d\":2}],\"e\":3},8],\"f\":9}");
    assertEquals("", json.path());
    assertEquals("a/b", json.member());
    assertTrue(json.element());
    assertEquals("/a~1b/0", json.path());
    json.skip();
    assertTrue(json.element());
    assertEquals("c", json.member());
    assertEquals("/a~1b/1/c", json.path());
    json.skip();
    assertEquals("/a~1b/1/c", json.path());
    assertEquals("e", json.member());
    assertEquals(3, json.whole());
    assertNull(json.member());
    assertEquals("/a~1b/1", json.path());
    assertTrue(json.element());
    assertEquals(8, json.whole());
    assertFalse(json.element());
    assertEquals("/a~1b", json.path());
    assertEquals("f", json.member());
    assertNull(json.member());
    json.end();
  }

  @Test
  void whoStepsIntoWhatIsThereNotHasMadeAMistake() throws BadJson {
    assertThrows(IllegalStateException.class, () -> new JsonReader("1").member());
    assertThrows(IllegalStateException.class, () -> new JsonReader("[1]").member());
    assertThrows(IllegalStateException.class, () -> new JsonReader("{}").element());
  }

  @Test
  void anErrorSaysWhereAndQuotesNothing() {
    BadJson e = assertThrows(BadJson.class, () -> tree("{\"secret\":1,\n  \"word\" 2}"));
    assertEquals(2, e.line());
    assertEquals(10, e.column());
    assertFalse(e.getMessage().contains("word"), e.getMessage());
  }

  private static JsonNode jackson(String text) throws JsonProcessingException {
    try {
      JsonNode tree = JACKSON.readTree(text);
      return tree.isMissingNode() ? null : normal(tree);
    } catch (JsonProcessingException e) {
      return null;
    }
  }

  private static JsonNode ours(String text) {
    try {
      return tree(text);
    } catch (BadJson e) {
      return null;
    }
  }

  private static JsonNode tree(String text) throws BadJson {
    JsonReader json = new JsonReader(text);
    JsonNode tree = tree(json);
    json.end();
    return tree;
  }

  private static JsonNode tree(JsonReader json) throws BadJson {
    var nodes = JACKSON.getNodeFactory();
    return switch (json.kind()) {
      case OBJECT -> {
        Map<String, JsonNode> members = new LinkedHashMap<>();
        for (String name = json.member(); name != null; name = json.member()) {
          members.put(name, tree(json));
        }
        yield nodes.objectNode().setAll(members);
      }
      case ARRAY -> {
        var array = nodes.arrayNode();
        while (json.element()) {
          array.add(tree(json));
        }
        yield array;
      }
      case TEXT -> nodes.textNode(json.text());
      case TRUE -> nodes.booleanNode(true);
      case FALSE -> nodes.booleanNode(false);
      case NULL -> nodes.nullNode();
      case NUMBER -> number(json);
    };
  }

  private static JsonNode number(JsonReader json) {
    Long whole = json.whole();
    return whole == null ? new DoubleNode(json.real()) : new LongNode(whole);
  }

  /** With numbers as this reader tells them: a long where it fits, else a double. */
  private static JsonNode normal(JsonNode tree) {
    if (tree.isNumber()) {
      boolean whole = tree.isIntegralNumber() && tree.canConvertToLong();
      return whole ? new LongNode(tree.longValue()) : new DoubleNode(tree.doubleValue());
    }
    if (tree instanceof ObjectNode object) {
      object.properties().forEach(member -> member.setValue(normal(member.getValue())));
    } else if (tree instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        array.set(i, normal(array.get(i)));
      }
    }
    return tree;
  }
}
