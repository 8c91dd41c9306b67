package hearth.local.discord;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Discord's limits of select menus. */
final class SelectRules {
  private static final Rule OPTION =
      new Shape()
          .needs("label", Values.text(1, 100))
          .needs("value", Values.text(1, 100))
          .may("description", Values.text(0, 100))
          .may("emoji", Rule.ANY)
          .may("default", Values.YES_OR_NO);

  private static final Rule DEFAULT =
      new Shape().needs("id", Values.ID).needs("type", Values.text(4, 7));

  private static final Rule TEXT =
      select()
          .needs("options", Values.list(1, 25, OPTION).and(SelectRules::unique))
          .and((path, select, mistakes) -> counts(path, select, mistakes));

  private static final Rule ENTITY = select().may("default_values", Values.list(0, 25, DEFAULT));

  private static final Rule CHANNEL =
      select()
          .may("default_values", Values.list(0, 25, DEFAULT))
          .may("channel_types", Values.list(0, 25, Values.whole(0, 16)));

  private SelectRules() {}

  /** The kinds of selects: of texts, users, roles, both, channels. */
  static Map<Integer, Rule> kinds() {
    return Map.of(3, TEXT, 5, ENTITY, 6, ENTITY, 7, ENTITY, 8, CHANNEL);
  }

  private static Shape select() {
    return ComponentRules.component()
        .needs("custom_id", Values.text(1, 100))
        .may("placeholder", Values.text(0, 150))
        .may("min_values", Values.whole(0, 25))
        .may("max_values", Values.whole(1, 25))
        .may("required", Values.YES_OR_NO)
        .may("disabled", Values.YES_OR_NO);
  }

  private static void unique(String path, JsonNode options, Mistakes mistakes) {
    Set<String> values = new HashSet<>();
    for (int i = 0; i < options.size(); i++) {
      if (!values.add(options.get(i).path("value").asText())) {
        String message = "The specified option value is already used";
        mistakes.add(
            path + "." + i + ".value", "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED", message);
      }
    }
  }

  private static void counts(String path, JsonNode select, Mistakes mistakes) {
    int most = select.path("max_values").asInt(1);
    if (most > select.path("options").size() || select.path("min_values").asInt(1) > most) {
      String message = "Must be at least min_values and at most the number of options.";
      mistakes.add(path + ".max_values", "BASE_TYPE_BAD_LENGTH", message);
    }
  }
}
