package hearth.local.discord.rule;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Discord's limits of what commands and their options share, beside the OpenAPI document's. */
final class CommandRules {
  private static final Pattern NAME =
      Pattern.compile("[-_'\\p{L}\\p{N}\\p{IsDevanagari}\\p{IsThai}]{1,32}");

  /** Discord's locales, as its reference lists them. */
  private static final Set<String> LOCALES =
      Set.of(
          "id", "da", "de", "en-GB", "en-US", "es-ES", "es-419", "fr", "hr", "it", "lt", "hu", "nl",
          "no", "pl", "pt-BR", "ro", "fi", "sv-SE", "vi", "tr", "cs", "el", "bg", "ru", "uk", "hi",
          "th", "zh-CN", "ja", "zh-TW", "ko");

  /** Rules for names and descriptions that the OpenAPI document leaves out. */
  static final Rule NAMED =
      Rule.needs("name")
          .and(Rule.member("name", CommandRules::name))
          .and(Rule.member("name_localizations", CommandRules::locales))
          .and(Rule.member("name_localizations", Rule.values(CommandRules::name)))
          .and(Rule.needs("description"))
          .and(Rule.member("description", Values.text(1, 100)))
          .and(Rule.member("description_localizations", CommandRules::locales));

  private CommandRules() {}

  /** Every key is a locale. */
  private static void locales(String path, JsonNode map, Mistakes mistakes) {
    map.fieldNames()
        .forEachRemaining(
            locale -> {
              if (!LOCALES.contains(locale)) {
                String message = "Value must be one of Discord's locales.";
                mistakes.add(Rule.at(path, locale), "BASE_TYPE_CHOICES", message);
              }
            });
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
