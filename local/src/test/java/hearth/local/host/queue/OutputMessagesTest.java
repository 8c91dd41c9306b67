package hearth.local.host.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

final class OutputMessagesTest {
  private static List<String> messages(Object value) {
    return OutputMessages.of(value).stream()
        .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
        .toList();
  }

  @Test
  void anObjectIsIndented() {
    assertEquals(
        List.of("{\n  \"a\": [\n    1.5,\n    null\n  ],\n  \"b\": {}\n}"),
        messages("{\"a\":[1.5,null],\"b\":{}}"));
  }

  @Test
  void anArrayIsTakenApart() {
    assertEquals(List.of("a", "{\n  \"b\": 1\n}", "2"), messages("[\"a\",{\"b\":1},2]"));
    assertEquals(List.of(), messages("[]"));
  }

  @Test
  void aTextThatIsNotJsonStaysAsItIs() {
    assertEquals(List.of("{half"), messages("{half"));
    assertEquals(List.of("{} {}"), messages("{} {}"));
    assertEquals(List.of(""), messages(""));
  }

  @Test
  void bytesStayAsTheyAreAndNothingIsNothing() {
    assertEquals(List.of("{\"a\":1}"), messages("{\"a\":1}".getBytes(StandardCharsets.UTF_8)));
    assertEquals(List.of(), messages(null));
  }

  @Test
  void otherTypesAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> OutputMessages.of(7));
  }
}
