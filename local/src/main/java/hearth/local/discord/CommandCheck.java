package hearth.local.discord;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.HashSet;
import java.util.Set;

/** Holds registered commands to Discord's documented limits. */
final class CommandCheck {
  private static final int MOST_TEXT = 8000;

  private static final Rule COMMAND =
      CommandRules.named()
          .may("id", Values.ID)
          .may("type", Values.oneOf(1))
          .may("default_member_permissions", Values.text(1, 20).and(CommandCheck::permissions))
          .may("dm_permission", Values.YES_OR_NO)
          .may("nsfw", Values.YES_OR_NO)
          .may("integration_types", Values.list(1, 2, Values.oneOf(0, 1)))
          .may("contexts", Values.list(0, 3, Values.oneOf(0, 1, 2)))
          .may("options", OptionRules.OPTIONS)
          .and(CommandCheck::size);

  private CommandCheck() {}

  static Mistakes of(ArrayNode commands) {
    return Values.list(0, 100, COMMAND).and(CommandCheck::names).in(commands);
  }

  private static void permissions(String path, JsonNode bits, Mistakes mistakes) {
    if (!bits.asText().matches("[0-9]+")) {
      mistakes.add(path, "NUMBER_TYPE_COERCE", "Value is not a bit set.");
    }
  }

  private static void names(String path, JsonNode commands, Mistakes mistakes) {
    Set<String> names = new HashSet<>();
    for (int i = 0; i < commands.size(); i++) {
      if (!names.add(commands.get(i).path("name").asText())) {
        String message = "Application command names must be unique";
        mistakes.add(Integer.toString(i), "APPLICATION_COMMANDS_DUPLICATE_NAME", message);
      }
    }
  }

  private static void size(String path, JsonNode command, Mistakes mistakes) {
    if (CommandRules.text(command) > MOST_TEXT) {
      String message = "Command exceeds maximum size (8000)";
      mistakes.add(path, "APPLICATION_COMMAND_TOO_LARGE", message);
    }
  }
}
