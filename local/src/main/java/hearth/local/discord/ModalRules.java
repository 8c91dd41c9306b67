package hearth.local.discord;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;

/** Discord's limits of a modal. */
final class ModalRules {
  private static final int INPUT = 4;
  private static final int TEXT_DISPLAY = 10;
  private static final int LABEL = 18;
  private static final int MOST_INPUT = 4000;

  private static final Rule IN_LABEL = input().and(ModalRules::lengths);

  /** A text input in a row names itself; in a label it must not. */
  private static final Rule IN_ROW =
      input().needs("label", Values.text(1, 45)).and(ModalRules::lengths);

  private static final Rule ROW_RULE =
      ComponentRules.component()
          .needs("components", Values.list(1, 1, Values.byType(Map.of(INPUT, IN_ROW))));

  private static final Rule LABEL_RULE =
      ComponentRules.component()
          .needs("label", Values.text(1, 45))
          .may("description", Values.text(0, 100))
          .needs("component", Values.byType(inLabel()));

  private static final Rule TEXT =
      ComponentRules.component().needs("content", Values.text(1, MOST_INPUT));

  /** The data of a callback of type 9. */
  static final Rule MODAL =
      new Shape()
          .needs("custom_id", ComponentRules.CUSTOM_ID)
          .needs("title", Values.text(1, 45))
          .needs(
              "components",
              Values.list(
                      1,
                      5,
                      Values.byType(
                          Map.of(
                              ComponentRules.ROW, ROW_RULE, TEXT_DISPLAY, TEXT, LABEL, LABEL_RULE)))
                  .and(Components::uniqueIds));

  private ModalRules() {}

  private static Map<Integer, Rule> inLabel() {
    Map<Integer, Rule> kinds = new HashMap<>(SelectRules.kinds());
    kinds.put(INPUT, IN_LABEL);
    return kinds;
  }

  private static Shape input() {
    return ComponentRules.component()
        .needs("custom_id", ComponentRules.CUSTOM_ID)
        .needs("style", Values.oneOf(1, 2))
        .may("min_length", Values.whole(0, MOST_INPUT))
        .may("max_length", Values.whole(1, MOST_INPUT))
        .may("required", Values.YES_OR_NO)
        .may("value", Values.text(0, MOST_INPUT))
        .may("placeholder", Values.text(0, 100));
  }

  private static void lengths(String path, JsonNode input, Mistakes mistakes) {
    int most = input.path("max_length").asInt(MOST_INPUT);
    String value = input.path("value").asText();
    if (input.path("min_length").asInt(0) > most) {
      mistakes.add(path + ".min_length", "NUMBER_TYPE_MAX", "More than max_length.");
    }
    if (value.codePointCount(0, value.length()) > most) {
      String message = "Must be " + most + " or fewer in length.";
      mistakes.add(path + ".value", "BASE_TYPE_MAX_LENGTH", message);
    }
  }
}
