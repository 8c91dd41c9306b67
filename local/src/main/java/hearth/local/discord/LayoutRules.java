package hearth.local.discord;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;

/** Discord's limits of Components V2: at most 40 in all, with at most 4000 characters of text. */
final class LayoutRules {
  private static final int MOST = 40;
  private static final int MOST_TEXT = 4000;
  private static final Rule MEDIA = new Shape().needs("url", Values.url(2048));

  private static final Rule TEXT =
      ComponentRules.component().needs("content", Values.text(1, MOST_TEXT));

  private static final Rule THUMBNAIL = media().needs("media", MEDIA);

  private static final Rule SECTION =
      ComponentRules.component()
          .needs("components", Values.list(1, 3, Values.byType(Map.of(10, TEXT))))
          .needs(
              "accessory",
              Values.byType(
                  Map.of(ComponentRules.BUTTON, ComponentRules.BUTTON_RULE, 11, THUMBNAIL)));

  private static final Rule GALLERY =
      ComponentRules.component()
          .needs(
              "items",
              Values.list(
                  1,
                  10,
                  new Shape()
                      .needs("media", MEDIA)
                      .may("description", Values.text(0, 1024))
                      .may("spoiler", Values.YES_OR_NO)));

  private static final Rule FILE =
      ComponentRules.component().needs("file", MEDIA).may("spoiler", Values.YES_OR_NO);

  private static final Rule SEPARATOR =
      ComponentRules.component()
          .may("divider", Values.YES_OR_NO)
          .may("spacing", Values.oneOf(1, 2));

  private LayoutRules() {}

  /** What a message with the flag 32768 may hold. */
  static Rule components() {
    return Values.list(0, MOST, Values.byType(top())).and(LayoutRules::size);
  }

  private static Map<Integer, Rule> inContainer() {
    return Map.of(
        ComponentRules.ROW,
        ComponentRules.row(),
        9,
        SECTION,
        10,
        TEXT,
        12,
        GALLERY,
        13,
        FILE,
        14,
        SEPARATOR);
  }

  private static Map<Integer, Rule> top() {
    Rule container =
        ComponentRules.component()
            .needs("components", Values.list(1, MOST, Values.byType(inContainer())))
            .may("accent_color", Values.whole(0, 0xFFFFFF))
            .may("spoiler", Values.YES_OR_NO);
    Map<Integer, Rule> kinds = new HashMap<>(inContainer());
    kinds.put(17, container);
    return kinds;
  }

  private static Shape media() {
    return ComponentRules.component()
        .may("description", Values.text(0, 1024))
        .may("spoiler", Values.YES_OR_NO);
  }

  private static void size(String path, JsonNode components, Mistakes mistakes) {
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
  }
}
