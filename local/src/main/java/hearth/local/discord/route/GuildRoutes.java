package hearth.local.discord.route;

import hearth.local.discord.model.Channel;
import hearth.local.discord.model.DiscordOptions;
import hearth.local.discord.rule.ChannelRules;
import hearth.local.discord.model.Snowflakes;
import hearth.local.discord.model.DiscordError;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hearth.local.http.Json;
import hearth.local.http.Reply;
import hearth.local.http.Request;
import hearth.local.http.Routes;
import java.util.function.Function;
import java.util.function.Supplier;

/** The bot itself, the guilds it is in, and the channels it makes there. */
public final class GuildRoutes {
  private final DiscordOptions options;
  private final Guilds guilds;
  private final ChannelStore store;
  private final DiscordLimits limits;

  public GuildRoutes(DiscordOptions options, Guilds guilds, ChannelStore store, DiscordLimits limits) {
    this.options = options;
    this.guilds = guilds;
    this.store = store;
    this.limits = limits;
  }

  public void addTo(Routes routes, String base) {
    String guild = base + "/guilds/{guild}";
    routes
        .on("GET", base + "/users/@me", request -> open(request, this::self))
        .on("GET", base + "/users/@me/guilds", request -> open(request, () -> ok(guilds.list())))
        .on("GET", guild, request -> in(request, this::described))
        .on("GET", guild + "/roles", request -> in(request, it -> ok(guilds.roles(it))))
        .on("GET", guild + "/members/{user}", request -> in(request, it -> member(it, request)))
        .on("GET", guild + "/channels", request -> in(request, this::channels))
        .on("POST", guild + "/channels", request -> in(request, it -> create(it, request)));
  }

  private Reply open(Request request, Supplier<Reply> work) {
    return options.isBot(request)
        ? limits.bot(request.method() + " guilds", work)
        : DiscordError.UNAUTHORIZED.reply();
  }

  private Reply in(Request request, Function<Guilds.Guild, Reply> work) {
    return open(
        request,
        () ->
            guilds
                .find(request.name("guild"))
                .map(work)
                .orElseGet(DiscordError.UNKNOWN_GUILD::reply));
  }

  private Reply self() {
    ObjectNode json = Json.object().put("id", options.application()).put("username", "Hearth");
    return ok(json.put("discriminator", "0000").put("bot", true).put("verified", true));
  }

  private Reply described(Guilds.Guild guild) {
    return ok(guilds.describe(guild));
  }

  private Reply member(Guilds.Guild guild, Request request) {
    return request.name("user").equals(options.application())
        ? ok(guilds.member(guild))
        : DiscordError.UNKNOWN_MEMBER.reply();
  }

  /** Channels, but not threads, as Discord lists them. */
  private Reply channels(Guilds.Guild guild) {
    ArrayNode json = Json.array();
    store.channels(guild.id()).forEach(channel -> json.add(channel.document()));
    return ok(json);
  }

  private Reply create(Guilds.Guild guild, Request request) {
    return Bodies.checked(
        request,
        ChannelRules.CHANNEL::in,
        body -> {
          String id = Snowflakes.at(options.clock().instant());
          Channel channel = Channel.text(id, guild.id(), body.path("name").asText());
          boolean may = (guilds.held(guild, Json.array()) & BotRights.MANAGE_CHANNELS) != 0;
          return may
              ? Reply.json(201, store.put(channel.changed(body)).document())
              : DiscordError.MISSING_PERMISSIONS.reply();
        },
        false);
  }

  private static Reply ok(JsonNode json) {
    return Reply.json(200, json);
  }
}
