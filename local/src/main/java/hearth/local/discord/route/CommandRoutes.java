package hearth.local.discord.route;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hearth.local.discord.model.DiscordError;
import hearth.local.discord.model.DiscordOptions;
import hearth.local.discord.model.Snowflakes;
import hearth.local.discord.rule.CommandCheck;
import hearth.local.discord.rule.Mistakes;
import hearth.local.http.Json;
import hearth.local.http.Reply;
import hearth.local.http.Request;
import hearth.local.http.Routes;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** The application's registered commands, for everyone or for one guild. */
public final class CommandRoutes {
  private final DiscordOptions options;
  private final DiscordLimits limits;
  private final Map<String, ArrayNode> registered = new ConcurrentHashMap<>();

  public CommandRoutes(DiscordOptions options, DiscordLimits limits) {
    this.options = options;
    this.limits = limits;
  }

  public void addTo(Routes routes, String base) {
    String everywhere = base + "/applications/{application}/commands";
    String guild = base + "/applications/{application}/guilds/{guild}/commands";
    routes
        .on("GET", everywhere, request -> own(request, () -> list(request, "")))
        .on("PUT", everywhere, request -> own(request, () -> overwrite(request, "")))
        .on("GET", guild, request -> own(request, () -> list(request, request.name("guild"))))
        .on("PUT", guild, request -> own(request, () -> overwrite(request, request.name("guild"))));
  }

  /** The commands registered for a guild, or for everyone when {@code guild} is empty. */
  public ArrayNode commands(String guild) {
    return registered.getOrDefault(guild, Json.array()).deepCopy();
  }

  private Reply open(Request request, Supplier<Reply> work) {
    return options.isBot(request)
        ? limits.bot(request.method() + " applications", work)
        : DiscordError.UNAUTHORIZED.reply();
  }

  private Reply own(Request request, Supplier<Reply> work) {
    boolean own = request.name("application").equals(options.application());
    return open(request, own ? work : DiscordError.MISSING_ACCESS::reply);
  }

  /** Without its translations, unless they are asked for. */
  private Reply list(Request request, String guild) {
    ArrayNode list = commands(guild);
    if (!request.query("with_localizations").filter("true"::equals).isPresent()) {
      list.forEach(command -> untranslated((ObjectNode) command));
    }
    return Reply.json(200, list);
  }

  private static void untranslated(ObjectNode command) {
    command.remove(List.of("name_localizations", "description_localizations"));
    command.path("options").forEach(option -> untranslated((ObjectNode) option));
  }

  private Reply overwrite(Request request, String guild) {
    Optional<ArrayNode> body =
        Json.parse(request.body()).filter(ArrayNode.class::isInstance).map(ArrayNode.class::cast);
    if (body.isEmpty()) {
      return DiscordError.INVALID_JSON.reply();
    }
    Mistakes mistakes = CommandCheck.of(body.get());
    if (!mistakes.none()) {
      return DiscordError.invalid(mistakes.json());
    }
    Instant now = options.clock().instant();
    body.get().forEach(command -> complete((ObjectNode) command, guild, now));
    registered.put(guild, body.get());
    return Reply.json(200, commands(guild));
  }

  /** With what Discord adds by itself. */
  private void complete(ObjectNode command, String guild, Instant now) {
    String id = Snowflakes.at(now);
    ObjectNode asked = command.deepCopy();
    command.removeAll();
    command.put("id", id).put("application_id", options.application()).put("version", id);
    command.put("default_member_permissions", (String) null).put("type", 1);
    command.put("name", "").put("name_localizations", (String) null);
    command.put("description", "").put("description_localizations", (String) null);
    if (guild.isEmpty()) {
      command.put("dm_permission", true).put("contexts", (String) null);
      command.putArray("integration_types").add(0);
    } else {
      command.put("guild_id", guild).put("contexts", (String) null);
      command.putArray("integration_types").add(0);
    }
    command.put("nsfw", false);
    command.setAll(asked);
    options(command);
  }

  /** Discord leaves out what is as it would be anyway. */
  private static void options(ObjectNode command) {
    if (command.path("options").isEmpty()) {
      command.remove("options");
    }
    for (JsonNode option : command.path("options")) {
      ObjectNode each = (ObjectNode) option;
      for (String key : new String[] {"required", "autocomplete"}) {
        if (!each.path(key).asBoolean()) {
          each.remove(key);
        }
      }
      options(each);
    }
  }
}
