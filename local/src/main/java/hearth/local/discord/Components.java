package hearth.local.discord;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A tree of components as a whole. */
final class Components {
  private Components() {}

  /** Every component, those inside others as well. */
  static List<JsonNode> all(JsonNode components) {
    List<JsonNode> all = new ArrayList<>();
    for (JsonNode component : components) {
      all.add(component);
      all.addAll(all(component.path("components")));
      if (component.path("accessory").isObject()) {
        all.add(component.get("accessory"));
      }
      if (component.path("component").isObject()) {
        all.add(component.get("component"));
      }
    }
    return all;
  }

  /** No two components of a message may have the same custom id. */
  static void uniqueIds(String path, JsonNode components, Mistakes mistakes) {
    uniqueIds(path, components, new HashSet<>(), mistakes);
  }

  private static void uniqueIds(String path, JsonNode node, Set<String> seen, Mistakes mistakes) {
    if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        uniqueIds(Rule.at(path, Integer.toString(i)), node.get(i), seen, mistakes);
      }
      return;
    }
    JsonNode id = node.path("custom_id");
    if (id.isTextual() && !seen.add(id.textValue())) {
      String message = "Component custom id cannot be duplicated";
      mistakes.add(Rule.at(path, "custom_id"), "COMPONENT_CUSTOM_ID_DUPLICATED", message);
    }
    for (String inside : List.of("components", "accessory", "component")) {
      if (node.has(inside)) {
        uniqueIds(Rule.at(path, inside), node.get(inside), seen, mistakes);
      }
    }
  }
}
