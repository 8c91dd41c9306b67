package hearth.local.host.function;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * One binding of a function.json.
 *
 * @param type which kind
 * @param name the parameter's name
 * @param json all of it
 */
public record Binding(BindingType type, String name, JsonNode json) {

  /** A member that must be there and not be empty. */
  public String required(String member) {
    String value = text(member);
    if (value.isEmpty()) {
      throw new HostException("the binding " + name + " has no " + member);
    }
    return value;
  }

  /** A member's text, or nothing where it is missing. */
  public String text(String member) {
    return json.path(member).asText("");
  }
}
