package hearth.local.discord;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Holds registered commands to Discord's documented limits. */
final class CommandCheck {
  private static final Pattern NAME = Pattern.compile("[-_'\\p{L}\\p{N}]{1,32}");
  private static final int MOST_TEXT = 8000;

  private final Mistakes mistakes = new Mistakes();
  private int text;

  private CommandCheck() {}

  static Mistakes of(ArrayNode commands) {
    CommandCheck check = new CommandCheck();
    check.mistakes.count("commands", commands, 0, 100);
    Set<String> names = new HashSet<>();
    for (int i = 0; i < commands.size(); i++) {
      if (!commands.get(i).isObject()) {
        check.mistakes.add(Integer.toString(i), "DICT_TYPE_CONVERT", "Only dictionaries.");
        continue;
      }
      check.text = 0;
      check.one(Integer.toString(i), commands.get(i));
      JsonNode permissions = commands.get(i).path("default_member_permissions");
      check.mistakes.length(i + ".default_member_permissions", permissions, 1, 20);
      if (!names.add(commands.get(i).path("name").asText())) {
        String message = "Application command names must be unique";
        check.mistakes.add(Integer.toString(i), "APPLICATION_COMMANDS_DUPLICATE_NAME", message);
      }
      if (check.text > MOST_TEXT) {
        String message = "Command exceeds maximum size (8000)";
        check.mistakes.add(Integer.toString(i), "APPLICATION_COMMAND_TOO_LARGE", message);
      }
    }
    return check.mistakes;
  }

  private void one(String path, JsonNode command) {
    String name = command.path("name").asText();
    if (!NAME.matcher(name).matches() || !name.equals(name.toLowerCase(Locale.ROOT))) {
      mistakes.add(path + ".name", "APPLICATION_COMMAND_INVALID_NAME", "Command name is invalid");
    }
    mistakes.required(path + ".description", command.path("description"));
    mistakes.length(path + ".description", command.path("description"), 1, 100);
    text += name.length() + command.path("description").asText().length();
    choices(path + ".choices", command.path("choices"));
    JsonNode options = command.path("options");
    mistakes.count(path + ".options", options, 0, 25);
    for (int i = 0; i < options.size(); i++) {
      one(path + ".options." + i, options.get(i));
    }
  }

  private void choices(String path, JsonNode choices) {
    mistakes.count(path, choices, 0, 25);
    for (int i = 0; i < choices.size(); i++) {
      mistakes.required(path + "." + i + ".value", choices.get(i).path("value"));
      mistakes.length(path + "." + i + ".name", choices.get(i).path("name"), 1, 100);
      text += choices.get(i).path("name").asText().length();
      text += choices.get(i).path("value").asText().length();
    }
  }
}
