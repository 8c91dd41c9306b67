package hearth.local.discord;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Discord's limits of what commands, their options and their choices share. */
final class CommandRules {
  private static final Pattern NAME =
      Pattern.compile("[-_'\\p{L}\\p{N}\\p{IsDevanagari}\\p{IsThai}]{1,32}");

  /** Discord's locales, as its reference lists them. */
  private static final Set<String> LOCALES =
      Set.of(
          "id", "da", "de", "en-GB", "en-US", "es-ES", "es-419", "fr", "hr", "it", "lt", "hu", "nl",
          "no", "pl", "pt-BR", "ro", "fi", "sv-SE", "vi", "tr", "cs", "el", "bg", "ru", "uk", "hi",
          "th", "zh-CN", "ja", "zh-TW", "ko");

  private static final Rule DESCRIPTION = Values.text(1, 100);

  private CommandRules() {}

  /** Name and description, each in some languages too. */
  static Shape named() {
    return new Shape()
        .needs("name", CommandRules::name)
        .may("name_localizations", localised(CommandRules::name))
        .needs("description", DESCRIPTION)
        .may("description_localizations", localised(DESCRIPTION));
  }

  /** A map by locale; null where there is no translation. */
  static Rule localised(Rule each) {
    return (path, map, mistakes) -> {
      Shape shape = new Shape();
      map.fieldNames()
          .forEachRemaining(
              locale -> {
                if (LOCALES.contains(locale)) {
                  shape.may(locale, each);
                } else {
                  shape.may(locale, CommandRules::unknownLocale);
                }
              });
      shape.check(path, map, mistakes);
    };
  }

  private static void unknownLocale(String path, JsonNode value, Mistakes mistakes) {
    mistakes.add(path, "BASE_TYPE_CHOICES", "Value must be one of Discord's locales.");
  }

  private static void name(String path, JsonNode name, Mistakes mistakes) {
    String text = name.asText();
    boolean fine = NAME.matcher(text).matches() && text.equals(text.toLowerCase(Locale.ROOT));
    if (!name.isTextual() || !fine) {
      mistakes.add(path, "APPLICATION_COMMAND_INVALID_NAME", "Command name is invalid");
    }
  }

  /** Characters of names, descriptions and choices' values; of localisations the longest counts. */
  static int text(JsonNode command) {
    int text = longest(command, "name") + longest(command, "description");
    if (command.path("value").isTextual()) {
      text += length(command.get("value"));
    }
    for (String inside : new String[] {"options", "choices"}) {
      for (JsonNode each : command.path(inside)) {
        text += text(each);
      }
    }
    return text;
  }

  private static int longest(JsonNode command, String key) {
    int longest = length(command.path(key));
    for (JsonNode translation : command.path(key + "_localizations")) {
      longest = Math.max(longest, length(translation));
    }
    return longest;
  }

  private static int length(JsonNode text) {
    String value = text.asText();
    return text.isTextual() ? value.codePointCount(0, value.length()) : 0;
  }
}
