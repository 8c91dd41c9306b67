package hearth.local.host;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * One binding of a function.json.
 *
 * @param type such as {@code queueTrigger}
 * @param out whether the function writes it
 * @param name the parameter's name
 * @param json all of it
 */
record Binding(String type, boolean out, String name, JsonNode json) {

  static Binding of(JsonNode json) {
    return new Binding(
        json.path("type").asText(),
        json.path("direction").asText().equals("out"),
        json.path("name").asText(),
        json);
  }

  String text(String member) {
    return json.path(member).asText("");
  }
}
