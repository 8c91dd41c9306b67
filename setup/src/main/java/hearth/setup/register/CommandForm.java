package hearth.setup.register;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.StreamSupport;

/**
 * Commands in a form in which equal ones are equal: without what Discord adds (ids, versions,
 * defaults) and whatever the order of keys. Each command, subcommand and option stands under the
 * path a person would type, with what is said of it.
 */
final class CommandForm {
  private static final Set<String> ADDED =
      Set.of("id", "application_id", "version", "guild_id", "dm_permission", "default_permission");
  private static final int SUBCOMMANDS = 2;

  private final boolean ofGuild;
  private final Map<String, Map<String, String>> parts = new LinkedHashMap<>();

  private CommandForm(boolean ofGuild) {
    this.ofGuild = ofGuild;
  }

  /**
   * The parts of some commands, by path.
   *
   * @param ofGuild whether they are registered for one guild, where contexts mean nothing
   */
  static Map<String, Map<String, String>> of(JsonNode commands, boolean ofGuild) {
    CommandForm form = new CommandForm(ofGuild);
    commands.forEach(command -> form.add(root(command), command));
    return form.parts;
  }

  /** A command of a menu may have the name of a slash command. */
  private static String root(JsonNode command) {
    String name = command.path("name").asText();
    return switch (command.path("type").asInt(1)) {
      case 2 -> "(person's menu) " + name;
      case 3 -> "(message's menu) " + name;
      default -> "/" + name;
    };
  }

  private void add(String path, JsonNode command) {
    Map<String, String> facts = new TreeMap<>();
    parts.put(path, facts);
    command
        .properties()
        .forEach(
            field -> {
              if (!ADDED.contains(field.getKey()) && !field.getKey().equals("options")) {
                fact(facts, field.getKey(), field.getValue());
              }
            });
    List<String> names = new ArrayList<>();
    for (JsonNode option : command.path("options")) {
      String name = option.path("name").asText();
      boolean nested = option.path("type").asInt() <= SUBCOMMANDS;
      names.add(name);
      add(path + (nested ? " " + name : " [" + name + "]"), option);
    }
    if (!names.isEmpty()) {
      facts.put("order", String.join(", ", names));
    }
  }

  private void fact(Map<String, String> facts, String key, JsonNode value) {
    if (key.endsWith("_localizations")) {
      value
          .properties()
          .forEach(field -> facts.put(key + "." + field.getKey(), field.getValue().toString()));
    } else if (!isDefault(key, value)) {
      facts.put(key, value.isArray() ? sorted(value) : value.toString());
    }
  }

  private boolean isDefault(String key, JsonNode value) {
    return switch (key) {
      case "required", "autocomplete", "nsfw" -> !value.asBoolean();
      case "choices", "channel_types" -> value.isEmpty();
      case "contexts" -> ofGuild || value.isNull();
      case "integration_types" -> ofGuild || value.isNull() || sorted(value).equals("[0]");
      case "type" -> value.equals(JsonNodeFactory.instance.numberNode(1));
      default -> value.isNull();
    };
  }

  private static String sorted(JsonNode list) {
    boolean numbers = StreamSupport.stream(list.spliterator(), false).allMatch(JsonNode::isNumber);
    return numbers
        ? StreamSupport.stream(list.spliterator(), false)
            .map(JsonNode::asInt)
            .sorted()
            .toList()
            .toString()
        : list.toString();
  }
}
