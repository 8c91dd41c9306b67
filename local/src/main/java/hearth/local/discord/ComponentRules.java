package hearth.local.discord;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;

/** Discord's limits of the components of messages: rows of buttons and selects. */
final class ComponentRules {
  static final int ROW = 1;
  static final int BUTTON = 2;
  private static final int LINK = 5;
  private static final int PREMIUM = 6;

  private static final Rule EMOJI =
      new Shape()
          .may("id", Values.ID)
          .may("name", Values.text(1, 64))
          .may("animated", Values.YES_OR_NO);

  static final Rule CUSTOM_ID = Values.text(1, 100);

  /** A button of any style. */
  static final Rule BUTTON_RULE =
      component()
          .needs("style", Values.oneOf(1, 2, 3, 4, LINK, PREMIUM))
          .may("label", Values.text(1, 80))
          .may("emoji", EMOJI)
          .may("custom_id", CUSTOM_ID)
          .may("sku_id", Values.ID)
          .may("url", Values.url(512))
          .may("disabled", Values.YES_OR_NO)
          .and(ComponentRules::byStyle);

  private static final Rule ROW_RULE =
      component()
          .needs("components", Values.list(1, 5, Values.byType(inRow())))
          .and((path, row, mistakes) -> width(path, row.path("components"), mistakes));

  private ComponentRules() {}

  /** What a message without components of the second version may hold. */
  static Rule rows() {
    return Values.list(0, 5, Values.byType(Map.of(ROW, ROW_RULE)));
  }

  /** A row, for those who hold others as well. */
  static Rule row() {
    return ROW_RULE;
  }

  /** The keys of every component. */
  static Shape component() {
    return new Shape()
        .needs("type", Values.whole(1, 99))
        .may("id", Values.whole(0, Integer.MAX_VALUE));
  }

  private static Map<Integer, Rule> inRow() {
    Map<Integer, Rule> kinds = new HashMap<>(SelectRules.kinds());
    kinds.put(BUTTON, BUTTON_RULE);
    return kinds;
  }

  private static void width(String path, JsonNode inside, Mistakes mistakes) {
    for (int i = 0; i < inside.size() && inside.size() > 1; i++) {
      if (SelectRules.kinds().containsKey(inside.get(i).path("type").asInt())) {
        String message = "The specified component exceeds the maximum width";
        mistakes.add(path + ".components." + i, "COMPONENT_LAYOUT_WIDTH_EXCEEDED", message);
      }
    }
  }

  private static void byStyle(String path, JsonNode button, Mistakes mistakes) {
    int style = button.path("style").asInt();
    if (style == PREMIUM) {
      required(path, button, "sku_id", mistakes);
    } else if (style == LINK) {
      required(path, button, "url", mistakes);
    } else {
      required(path, button, "custom_id", mistakes);
    }
    boolean both = button.hasNonNull("custom_id") && button.hasNonNull("url");
    if (both || (style >= LINK && button.hasNonNull("custom_id"))) {
      mistakes.add(
          path + ".custom_id",
          "BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE",
          "A custom id and url cannot both be specified");
    }
    if (style != PREMIUM && !button.hasNonNull("label") && !button.hasNonNull("emoji")) {
      required(path, button, "label", mistakes);
    }
  }

  private static void required(String path, JsonNode button, String key, Mistakes mistakes) {
    if (!button.hasNonNull(key)) {
      mistakes.add(Rule.at(path, key), "BASE_TYPE_REQUIRED", "This field is required");
    }
  }
}
