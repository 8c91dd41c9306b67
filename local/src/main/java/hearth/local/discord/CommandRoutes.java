package hearth.local.discord;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hearth.local.http.Json;
import hearth.local.http.Reply;
import hearth.local.http.Request;
import hearth.local.http.Routes;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** The application and its registered commands, for everyone or for one guild. */
final class CommandRoutes {
  private final DiscordOptions options;
  private final DiscordLimits limits;
  private final Map<String, ArrayNode> registered = new ConcurrentHashMap<>();

  CommandRoutes(DiscordOptions options, DiscordLimits limits) {
    this.options = options;
    this.limits = limits;
  }

  void addTo(Routes routes, String base) {
    String everywhere = base + "/applications/{application}/commands";
    String guild = base + "/applications/{application}/guilds/{guild}/commands";
    routes
        .on("GET", base + "/applications/@me", request -> open(request, this::application))
        .on("GET", everywhere, request -> own(request, () -> list("")))
        .on("PUT", everywhere, request -> own(request, () -> overwrite(request, "")))
        .on("GET", guild, request -> own(request, () -> list(request.name("guild"))))
        .on("PUT", guild, request -> own(request, () -> overwrite(request, request.name("guild"))));
  }

  /** What is registered for a guild, or for everyone when {@code guild} is empty. */
  ArrayNode commands(String guild) {
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

  private Reply application() {
    ObjectNode json = Json.object().put("id", options.application()).put("name", "Hearth");
    return Reply.json(200, json.put("interactions_endpoint_url", (String) null));
  }

  private Reply list(String guild) {
    return Reply.json(200, commands(guild));
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
    return list(guild);
  }

  private void complete(ObjectNode command, String guild, Instant now) {
    command.put("id", Snowflakes.at(now)).put("application_id", options.application());
    command.put("version", Snowflakes.at(now));
    if (!guild.isEmpty()) {
      command.put("guild_id", guild);
    }
  }
}
