package hearth.setup;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import hearth.app.settings.Settings;
import hearth.discord.Ids;
import hearth.setup.register.CommandPlan;
import hearth.setup.register.CommandTree;
import hearth.setup.register.Registration;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./hearth register}: from the settings to registered commands. */
@Command(
    name = "register",
    sortOptions = false,
    description = "Tells Discord of the slash commands, after showing what would change.")
final class Register implements Callable<Integer> {
  private static final String TOKEN = "DISCORD_BOT_TOKEN";
  private static final String API = "DISCORD_API";

  private final Supplier<Map<String, String>> settings;
  private final Terminal terminal;

  @Spec private CommandSpec spec;

  @Option(
      names = "--guild",
      paramLabel = "ID",
      description = "For one guild alone, where it is seen at once.")
  private String guild;

  @Option(names = "--yes", description = "Does it without asking.")
  private boolean sure;

  @Option(names = "--print", description = "Prints the JSON and sends nothing.")
  private boolean print;

  @Option(names = "--remove", description = "Removes every command that is registered there.")
  private boolean remove;

  Register(Supplier<Map<String, String>> settings, Terminal terminal) {
    this.settings = settings;
    this.terminal = terminal;
  }

  /** The program's exit code: 0 when Discord has what is wanted. */
  @Override
  public Integer call() {
    if (guild != null && !Ids.isSnowflake(guild)) {
      throw new ParameterException(
          spec.commandLine(),
          "--guild wants a guild's id: a number, by Copy Server ID in Discord.");
    }
    return run(settings.get());
  }

  private int run(Map<String, String> settings) {
    Settings.ForDoor door = Settings.door(settings);
    ArrayNode wanted =
        remove
            ? JsonNodeFactory.instance.arrayNode()
            : new CommandTree(CommandPlan.of(door, guild, settings)).json();
    if (print) {
      terminal.print(wanted.toPrettyString());
      return 0;
    }
    String token = settings.getOrDefault(TOKEN, "").strip();
    if (token.isEmpty()) {
      throw new Problem(TOKEN + " must be set: in the developer portal, Bot, Reset Token.");
    }
    URI api = api(settings);
    try (DiscordApi discord = new DiscordApi(api, token)) {
      Registration registration = new Registration(discord, terminal, door.application(), guild);
      return registration.register(wanted, sure) ? 0 : 1;
    }
  }

  /** The token goes there, so it is https; plain http is for a stand-in on this very machine. */
  private static URI api(Map<String, String> settings) {
    try {
      URI api = new URI(settings.getOrDefault(API, "https://discord.com/api/v10").strip());
      boolean here = "127.0.0.1".equals(api.getHost()) || "localhost".equals(api.getHost());
      if ("https".equals(api.getScheme()) || (here && "http".equals(api.getScheme()))) {
        return api;
      }
    } catch (URISyntaxException e) {
      throw new Problem(API + " is not an address.", e);
    }
    throw new Problem(API + " must be an https address.");
  }
}
