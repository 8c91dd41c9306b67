package hearth.local.host.queue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Makes messages of what a function left in a queue output, as the real host does. */
final class OutputMessages {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();
  private static final DefaultIndenter INDENT = new DefaultIndenter("  ", "\n");
  private static final ObjectWriter INDENTED =
      JSON.writer(
          new DefaultPrettyPrinter(
                  Separators.createDefaultInstance()
                      .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
                      .withObjectEmptySeparator("")
                      .withArrayEmptySeparator(""))
              .withObjectIndenter(INDENT)
              .withArrayIndenter(INDENT));

  private OutputMessages() {}

  /**
   * Bytes go out as they are. A text that is JSON is parsed and written anew, indented; an array
   * becomes one message an element. Any other text goes out as it is, and null not at all.
   *
   * @throws IllegalArgumentException for a value of another type
   */
  static List<byte[]> of(Object value) {
    return switch (value) {
      case null -> List.of();
      case byte[] bytes -> List.of(bytes.clone());
      case String text -> ofText(text);
      default ->
          throw new IllegalArgumentException(
              "a queue output takes String or byte[], not " + value.getClass().getName());
    };
  }

  private static List<byte[]> ofText(String text) {
    try {
      JsonNode json = JSON.readTree(text);
      List<byte[]> messages = new ArrayList<>();
      if (json.isArray()) {
        for (JsonNode element : json) {
          messages.add(written(element));
        }
      } else {
        messages.add(json.isObject() ? written(json) : bytes(text));
      }
      return messages;
    } catch (JsonProcessingException e) {
      // Not JSON, which is nothing unusual.
      return List.of(bytes(text));
    }
  }

  private static byte[] written(JsonNode json) throws JsonProcessingException {
    return json.isValueNode() ? bytes(json.asText()) : INDENTED.writeValueAsBytes(json);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
