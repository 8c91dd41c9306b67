package hearth.local.discord.rule;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Set;

/** Limits of a select menu of texts beside the OpenAPI document's. */
final class SelectRules {
  private static final Rule OPTION =
      Rule.member("label", Values.text(1, 100)).and(Rule.member("value", Values.text(1, 100)));

  private SelectRules() {}

  static void check(String path, JsonNode select, Mistakes mistakes) {
    Rule.member("options", Rule.each(OPTION).and(SelectRules::unique))
        .check(path, select, mistakes);
    int most = select.path("max_values").asInt(1);
    if (most > select.path("options").size() || select.path("min_values").asInt(1) > most) {
      String message = "Must be at least min_values and at most the number of options.";
      mistakes.add(path + ".max_values", "BASE_TYPE_BAD_LENGTH", message);
    }
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
}
