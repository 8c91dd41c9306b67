package hearth.local.discord;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hearth.local.http.Json;
import java.util.Set;

/** Collects what is wrong with a body, in the shape of Discord's {@code errors}. */
final class Mistakes {
  private final ObjectNode errors = Json.object();

  boolean none() {
    return errors.isEmpty();
  }

  ObjectNode json() {
    return errors;
  }

  /** Notes a mistake at a path such as {@code embeds.0.title}. */
  void add(String path, String code, String message) {
    ObjectNode node = errors;
    for (String part : path.split("\\.", -1)) {
      node = node.withObject("/" + part.replace("~", "~0").replace("/", "~1"));
    }
    node.withArray("/_errors").addObject().put("code", code).put("message", message);
  }

  /** A text must be absent or within these lengths. */
  void length(String path, JsonNode text, int least, int most) {
    if (text.isMissingNode() || text.isNull()) {
      return;
    }
    if (!text.isTextual()) {
      add(path, "STRING_TYPE_CONVERT", "Could not interpret the value as string.");
      return;
    }
    int length = text.textValue().codePointCount(0, text.textValue().length());
    if (length < least || length > most) {
      String message = "Must be between " + least + " and " + most + " in length.";
      add(path, "BASE_TYPE_BAD_LENGTH", message);
    }
  }

  /** A list must be absent or hold this many. */
  void count(String path, JsonNode list, int least, int most) {
    if (list.isMissingNode() || list.isNull()) {
      return;
    }
    if (!list.isArray() || list.size() < least || list.size() > most) {
      String message = "Must be between " + least + " and " + most + " in length.";
      add(path, "BASE_TYPE_BAD_LENGTH", message);
    }
  }

  /** Every key must be one of these. */
  void keys(String path, JsonNode object, Set<String> known) {
    object
        .fieldNames()
        .forEachRemaining(
            name -> {
              if (!known.contains(name)) {
                add(path.isEmpty() ? name : path + "." + name, "UNKNOWN_KEY", "Unknown key.");
              }
            });
  }

  /** The key must be there. */
  void required(String path, JsonNode value) {
    if (value.isMissingNode() || value.isNull()) {
      add(path, "BASE_TYPE_REQUIRED", "This field is required");
    }
  }
}
