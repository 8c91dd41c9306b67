package hearth.local.discord.rule;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Set;

/** Limits of options across fields. */
final class OptionRules {
  private static final int GROUP = 2;

  /** The options of a command: subcommands and groups, or values. */
  static final Rule OPTIONS = OptionRules::options;

  private OptionRules() {}

  private static void options(String path, JsonNode options, Mistakes mistakes) {
    Rule.each(CommandRules.NAMED.and(OptionRules::choosesOnce).and(Rule.member("options", OPTIONS)))
        .and(OptionRules::order)
        .and(OptionRules::unmixed)
        .check(path, options, mistakes);
  }

  private static void choosesOnce(String path, JsonNode option, Mistakes mistakes) {
    if (option.path("autocomplete").asBoolean() && !option.path("choices").isEmpty()) {
      String message = "Autocomplete and choices are mutually exclusive";
      mistakes.add(path, "APPLICATION_COMMAND_OPTIONS_CHOICES_AUTOCOMPLETE_EXCLUSIVE", message);
    }
  }

  private static void order(String path, JsonNode options, Mistakes mistakes) {
    Set<String> names = new HashSet<>();
    boolean optional = false;
    for (int i = 0; i < options.size(); i++) {
      JsonNode option = options.get(i);
      String place = Rule.at(path, Integer.toString(i));
      if (!names.add(option.path("name").asText())) {
        String message = "Option names must be unique";
        mistakes.add(place, "APPLICATION_COMMAND_OPTIONS_NAME_NOT_UNIQUE", message);
      }
      if (option.path("required").asBoolean() && optional) {
        String message = "Required options must be placed before non-required options";
        mistakes.add(place, "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID", message);
      }
      optional |= !option.path("required").asBoolean();
    }
  }

  private static void unmixed(String path, JsonNode options, Mistakes mistakes) {
    long nested = 0;
    for (JsonNode option : options) {
      nested += option.path("type").asInt() <= GROUP ? 1 : 0;
    }
    if (nested != 0 && nested != options.size()) {
      String message =
          "Sub-command and sub-command group option types are mutually exclusive to all other"
              + " types";
      mistakes.add(path, "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", message);
    }
  }
}
