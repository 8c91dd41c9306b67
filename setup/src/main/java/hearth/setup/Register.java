package hearth.setup;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import hearth.app.Settings;
import hearth.discord.Ids;
import hearth.setup.register.CommandPlan;
import hearth.setup.register.CommandTree;
import hearth.setup.register.Registration;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;

/** {@code ./hearth register}: from the settings to registered commands. */
final class Register {
  private static final String TOKEN = "DISCORD_BOT_TOKEN";
  private static final String API = "DISCORD_API";

  private final Map<String, String> settings;
  private final Terminal terminal;

  Register(Map<String, String> settings, Terminal terminal) {
    this.settings = settings;
    this.terminal = terminal;
  }

  /** The program's exit code: 0 when Discord has what is wanted. */
  int run(Arguments arguments) {
    String guild = arguments.value("--guild").orElse(null);
    if (guild != null && !Ids.isSnowflake(guild)) {
      throw new Problem("--guild wants a guild's id: a number, by Copy Server ID in Discord.");
    }
    Settings.ForDoor door = Settings.door(settings);
    boolean remove = arguments.has("--remove");
    ArrayNode wanted =
        remove
            ? JsonNodeFactory.instance.arrayNode()
            : new CommandTree(CommandPlan.of(door, guild, settings)).json();
    if (arguments.has("--print")) {
      terminal.print(wanted.toPrettyString());
      return 0;
    }
    String token = settings.getOrDefault(TOKEN, "").strip();
    if (token.isEmpty()) {
      throw new Problem(TOKEN + " must be set: in the developer portal, Bot, Reset Token.");
    }
    URI api = api();
    try (DiscordApi discord = new DiscordApi(api, token)) {
      Registration registration = new Registration(discord, terminal, door.application(), guild);
      return registration.register(wanted, arguments.has("--yes")) ? 0 : 1;
    }
  }

  /** The token goes there, so it is https; plain http is for a stand-in on this very machine. */
  private URI api() {
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
