package hearth.local.discord.rule;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;

/** Limits of components beside the OpenAPI document's: across fields and across components. */
final class ComponentRules {
  private static final int ROW = 1;
  private static final int BUTTON = 2;
  private static final int TEXT_SELECT = 3;
  private static final int TEXT_DISPLAY = 10;
  private static final int LINK = 5;
  private static final int PREMIUM = 6;
  private static final int MOST_ROWS = 5;
  private static final Set<Integer> SELECTS = Set.of(TEXT_SELECT, 5, 6, 7, 8);

  private ComponentRules() {}

  /** A message without components of the second version: rows of buttons and selects. */
  static void rows(String path, JsonNode components, Mistakes mistakes) {
    if (components.size() > MOST_ROWS) {
      mistakes.add(path, "BASE_TYPE_MAX_LENGTH", "Must be 5 or fewer in length.");
    }
    for (int i = 0; i < components.size(); i++) {
      if (components.get(i).path("type").asInt() != ROW) {
        String message = "Value of field \"type\" must be one of (1).";
        mistakes.add(path + "." + i + ".type", "UNION_TYPE_CHOICES", message);
      }
    }
    all(path, components, mistakes);
  }

  /** Every component, wherever it is. */
  static void all(String path, JsonNode components, Mistakes mistakes) {
    Components.each(path, components, (place, each) -> one(place, each, mistakes));
    Components.uniqueIds(path, components, mistakes);
  }

  private static void one(String path, JsonNode component, Mistakes mistakes) {
    Rule.member("custom_id", Values.text(1, 100)).check(path, component, mistakes);
    Rule.member("url", Values.URL).check(path, component, mistakes);
    int type = component.path("type").asInt();
    if (type == BUTTON) {
      byStyle(path, component, mistakes);
    } else if (type == ROW) {
      width(path, component.path("components"), mistakes);
    } else if (type == TEXT_SELECT) {
      SelectRules.check(path, component, mistakes);
    } else if (type == TEXT_DISPLAY) {
      Rule.member("content", Values.text(1, 4000)).check(path, component, mistakes);
    }
    for (String media : new String[] {"media", "file"}) {
      Rule.member(media, Rule.member("url", Values.URL)).check(path, component, mistakes);
    }
  }

  private static void width(String path, JsonNode inside, Mistakes mistakes) {
    for (int i = 0; i < inside.size() && inside.size() > 1; i++) {
      if (SELECTS.contains(inside.get(i).path("type").asInt())) {
        String message = "The specified component exceeds the maximum width";
        mistakes.add(path + ".components." + i, "COMPONENT_LAYOUT_WIDTH_EXCEEDED", message);
      }
    }
  }

  private static void byStyle(String path, JsonNode button, Mistakes mistakes) {
    int style = button.path("style").asInt();
    String needed = style == PREMIUM ? "sku_id" : style == LINK ? "url" : "custom_id";
    Rule.needs(needed).check(path, button, mistakes);
    boolean both = button.hasNonNull("custom_id") && button.hasNonNull("url");
    if (both || (style >= LINK && button.hasNonNull("custom_id"))) {
      mistakes.add(
          path + ".custom_id",
          "BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE",
          "A custom id and url cannot both be specified");
    }
    Rule.member("label", Values.text(1, 80)).check(path, button, mistakes);
    if (style != PREMIUM && !button.hasNonNull("emoji")) {
      Rule.needs("label").check(path, button, mistakes);
    }
  }
}
