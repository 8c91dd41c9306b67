package hearth.local.discord;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Discord's limits of commands' options. */
final class OptionRules {
  private static final int SUBCOMMAND = 1;
  private static final int GROUP = 2;
  private static final int TEXT = 3;
  private static final int WHOLE = 4;
  private static final int CHANNEL = 7;
  private static final int NUMBER = 10;
  private static final Set<Integer> PLAIN = Set.of(5, 6, 8, 9, 11);

  private static final Rule SUB =
      CommandRules.named()
          .needs("type", Rule.ANY)
          .may("options", Values.list(0, 25, Values.byType(values())).and(OptionRules::order));

  private static final Rule GROUP_RULE =
      CommandRules.named()
          .needs("type", Rule.ANY)
          .may(
              "options",
              Values.list(0, 25, Values.byType(Map.of(SUBCOMMAND, SUB))).and(OptionRules::order));

  /** The options of a command: subcommands and groups, or values. */
  static final Rule OPTIONS =
      Values.list(0, 25, Values.byType(all())).and(OptionRules::order).and(OptionRules::unmixed);

  private OptionRules() {}

  private static Map<Integer, Rule> all() {
    Map<Integer, Rule> kinds = new HashMap<>(values());
    kinds.put(SUBCOMMAND, SUB);
    kinds.put(GROUP, GROUP_RULE);
    return kinds;
  }

  private static Map<Integer, Rule> values() {
    Map<Integer, Rule> kinds = new HashMap<>();
    PLAIN.forEach(type -> kinds.put(type, value()));
    kinds.put(
        TEXT,
        choosing(Values.text(0, 100))
            .may("min_length", Values.whole(0, 6000))
            .may("max_length", Values.whole(1, 6000))
            .and(OptionRules::choosesOnce));
    for (int type : new int[] {WHOLE, NUMBER}) {
      kinds.put(
          type,
          choosing(OptionRules::number)
              .may("min_value", OptionRules::number)
              .may("max_value", OptionRules::number)
              .and(OptionRules::choosesOnce));
    }
    kinds.put(CHANNEL, value().may("channel_types", Values.list(0, 25, Values.whole(0, 16))));
    return kinds;
  }

  private static Shape value() {
    return CommandRules.named().needs("type", Rule.ANY).may("required", Values.YES_OR_NO);
  }

  private static Shape choosing(Rule value) {
    Shape choice =
        new Shape()
            .needs("name", Values.text(1, 100))
            .may("name_localizations", CommandRules.localised(Values.text(1, 100)))
            .needs("value", value);
    return value().may("choices", Values.list(0, 25, choice)).may("autocomplete", Values.YES_OR_NO);
  }

  private static void number(String path, JsonNode value, Mistakes mistakes) {
    if (!value.isNumber()) {
      mistakes.add(path, "NUMBER_TYPE_COERCE", "Value is not a number.");
    }
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
          "Sub-command and sub-command group option types are mutually exclusive to all other types";
      mistakes.add(path, "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", message);
    }
  }
}
