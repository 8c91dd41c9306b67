package hearth.local.discord.rule;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;

/** A tree of components as a whole. */
final class Components {
  private static final List<String> INSIDE = List.of("components", "accessory", "component");

  private Components() {}

  /** Every component, those inside others as well. */
  static List<JsonNode> all(JsonNode components) {
    List<JsonNode> all = new ArrayList<>();
    each("", components, (path, component) -> all.add(component));
    return all;
  }

  /** Each component with its path, those inside others as well. */
  static void each(String path, JsonNode node, BiConsumer<String, JsonNode> what) {
    if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        each(Rule.at(path, Integer.toString(i)), node.get(i), what);
      }
      return;
    }
    what.accept(path, node);
    for (String inside : INSIDE) {
      if (node.has(inside)) {
        each(Rule.at(path, inside), node.get(inside), what);
      }
    }
  }

  /** No two components of a message may have the same custom id. */
  static void uniqueIds(String path, JsonNode components, Mistakes mistakes) {
    Set<String> seen = new HashSet<>();
    each(
        path,
        components,
        (place, component) -> {
          JsonNode id = component.path("custom_id");
          if (id.isTextual() && !seen.add(id.textValue())) {
            String message = "Component custom id cannot be duplicated";
            mistakes.add(Rule.at(place, "custom_id"), "COMPONENT_CUSTOM_ID_DUPLICATED", message);
          }
        });
  }
}
