package hearth.setup.register;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hearth.core.CommandName;

/**
 * The one root command with the subcommands of {@link CommandName}, as JSON for Discord.
 * Subcommands are called the same in every language, since messages, this documentation and friends
 * of other languages name them; what is translated is the options and every description.
 */
public final class CommandTree {
  private static final int SUBCOMMAND = 1;
  private static final int GROUP = 2;
  private static final int TEXT = 3;
  private static final int YES_OR_NO = 5;

  /** As much as an agent's message to a game may hold. */
  private static final int LONGEST_SAY = 200;

  private final Languages languages = new Languages();
  private final CommandPlan plan;

  /** For one plan. */
  public CommandTree(CommandPlan plan) {
    this.plan = plan;
  }

  /** The body of the bulk overwrite. */
  public ArrayNode json() {
    ObjectNode root = object().put("type", 1).put("name", plan.root());
    describe(root, "command-root");
    root.put("default_member_permissions", plan.permissions());
    if (plan.guild() == null) {
      // A command of one guild is in no other context by its nature.
      root.putArray("integration_types").add(0);
      root.putArray("contexts").add(0);
    }
    ArrayNode subcommands = root.putArray("options");
    for (CommandName command : CommandName.values()) {
      (command.group() == null ? subcommands : group(subcommands, command.group()))
          .add(subcommand(command));
    }
    return JsonNodeFactory.instance.arrayNode().add(root);
  }

  /** The subcommands of a group, which stands where its first one does. */
  private ArrayNode group(ArrayNode options, String name) {
    for (JsonNode option : options) {
      if (option.path("name").asText().equals(name)) {
        return (ArrayNode) option.path("options");
      }
    }
    ObjectNode group = options.addObject().put("type", GROUP).put("name", name);
    describe(group, "command-" + name);
    return group.putArray("options");
  }

  private ObjectNode subcommand(CommandName command) {
    ObjectNode subcommand = object().put("type", SUBCOMMAND).put("name", command.subcommand());
    describe(subcommand, "command-" + command.word());
    ArrayNode options = subcommand.putArray("options");
    for (String option : command.options()) {
      if (!option.equals("server") || plan.choosesServer()) {
        options.add(option(option));
      }
    }
    return subcommand;
  }

  private ObjectNode option(String name) {
    ObjectNode option = object().put("type", isYesOrNo(name) ? YES_OR_NO : TEXT);
    option.put("name", name);
    ObjectNode names = option.putObject("name_localizations");
    Languages.LOCALES
        .keySet()
        .forEach(locale -> names.put(locale, languages.text(locale, "option-" + name + "-name")));
    describe(option, "option-" + name);
    switch (name) {
      case "server" -> option.put("autocomplete", true);
      case "text" -> option.put("required", true).put("max_length", LONGEST_SAY);
      default -> option.put("required", false);
    }
    return option;
  }

  private static boolean isYesOrNo(String option) {
    return option.equals("force") || option.equals("newest");
  }

  private void describe(ObjectNode command, String key) {
    command.put("description", languages.english(key));
    ObjectNode translated = command.putObject("description_localizations");
    Languages.LOCALES
        .keySet()
        .forEach(locale -> translated.put(locale, languages.text(locale, key)));
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }
}
