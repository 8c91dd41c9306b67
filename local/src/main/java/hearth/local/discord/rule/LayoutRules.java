package hearth.local.discord.rule;

import com.fasterxml.jackson.databind.JsonNode;

/** Limits of Components V2 together: at most 40, with at most 4000 characters of text. */
final class LayoutRules {
  private static final int MOST = 40;
  private static final int MOST_TEXT = 4000;

  private LayoutRules() {}

  /** A message with the flag 32768. */
  static void check(String path, JsonNode components, Mistakes mistakes) {
    int count = 0;
    int text = 0;
    for (JsonNode each : Components.all(components)) {
      String content = each.path("content").asText();
      count++;
      text += content.codePointCount(0, content.length());
    }
    if (count > MOST) {
      String message = "Must be between 1 and " + MOST + " in length.";
      mistakes.add(path, "BASE_TYPE_BAD_LENGTH", message);
    }
    if (text > MOST_TEXT) {
      String message = "The text of all components must be 4000 or fewer in length.";
      mistakes.add(path, "BASE_TYPE_MAX_LENGTH", message);
    }
    ComponentRules.all(path, components, mistakes);
  }
}
