package hearth.local.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The answer to one request; {@code dropped} means the connection is closed without a word.
 */
public record Reply(int status, Map<String, String> headers, String body, boolean dropped) {

  /** An answer with a JSON body. */
  public static Reply json(int status, JsonNode body) {
    return new Reply(status, Map.of("Content-Type", "application/json"), Json.text(body), false);
  }

  /** An answer without a body. */
  public static Reply empty(int status) {
    return new Reply(status, Map.of(), "", false);
  }

  /** No answer at all. */
  public static Reply noAnswer() {
    return new Reply(0, Map.of(), "", true);
  }

  /** The same answer with one header more. */
  public Reply with(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new Reply(status, Map.copyOf(more), body, dropped);
  }
}
