package hearth.local.discord.rule;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.HashSet;
import java.util.Set;

/**
 * Holds registered commands to Discord's {@link OpenApi} document and, beyond it, its
 * documentation.
 */
public final class CommandCheck {
  private static final int MOST_TEXT = 8000;

  private static final Rule COMMAND =
      OpenApi.of("ApplicationCommandUpdateRequest")
          .and(CommandRules.NAMED)
          .and(Rule.member("type", Values.oneOf(1)))
          .and(Rule.member("default_member_permissions", Values.BIT_SET))
          .and(Rule.member("options", OptionRules.OPTIONS))
          .and(CommandCheck::size);

  private CommandCheck() {}

  public static Mistakes of(ArrayNode commands) {
    return Values.list(0, 100, COMMAND).and(CommandCheck::names).in(commands);
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
