package hearth.local.host;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * One binding of a function.json.
 *
 * @param type which kind
 * @param name the parameter's name
 * @param json all of it
 */
record Binding(BindingType type, String name, JsonNode json) {

  /** A member that must be there and not be empty. */
  String required(String member) {
    String value = text(member);
    if (value.isEmpty()) {
      throw new HostException("the binding " + name + " has no " + member);
    }
    return value;
  }

  /** A member's text, or nothing where it is missing. */
  String text(String member) {
    return json.path(member).asText("");
  }
}
