package hearth.local.discord;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import hearth.local.discord.model.Channel;
import hearth.local.discord.model.ChannelView;
import hearth.local.discord.model.DiscordError;
import hearth.local.discord.model.DiscordOptions;
import hearth.local.discord.model.Interaction;
import hearth.local.discord.model.Message;
import hearth.local.discord.route.ApplicationRoutes;
import hearth.local.discord.route.ChannelRoutes;
import hearth.local.discord.route.ChannelStore;
import hearth.local.discord.route.CommandRoutes;
import hearth.local.discord.route.DiscordLimits;
import hearth.local.discord.route.GuildRoutes;
import hearth.local.discord.route.Guilds;
import hearth.local.discord.route.InteractionTokens;
import hearth.local.discord.route.WebhookRoutes;
import hearth.local.discord.rule.CallbackRules;
import hearth.local.discord.rule.Mistakes;
import hearth.local.http.Faults;
import hearth.local.http.LoopbackServer;
import hearth.local.http.Reply;
import hearth.local.http.Request;
import hearth.local.http.Routes;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;

/**
 * Stands in for Discord: its REST interface with its refusals and limits, and what a person sees in
 * the channels. Faults have the scope {@code webhooks}, {@code channels} {@code applications},
 * {@code guilds} or {@code users}, or {@link Faults#ALL}.
 */
public final class DiscordStandIn implements AutoCloseable {
  private static final String BASE = "/api/v10";
  private static final Pattern AGENT = Pattern.compile("DiscordBot \\(\\S+, \\S+\\).*");
  private static final Set<String> WITH_BODY = Set.of("POST", "PUT", "PATCH");

  private final Guilds guilds;
  private final ChannelStore store;
  private final InteractionTokens tokens;
  private final ApplicationRoutes application;
  private final CommandRoutes commands;
  private final DiscordOptions options;
  private final Routes routes = new Routes();
  private final Faults faults = new Faults();
  private final List<Call> calls = new CopyOnWriteArrayList<>();
  private final List<String> refusals = new CopyOnWriteArrayList<>();
  private final LoopbackServer server;

  /** One request as it was answered; status 0 when the connection was dropped. */
  public record Call(Instant at, String method, String path, int status) {}

  /** A right that the bot lacks in a channel. */
  public enum Denial {
    /** It cannot see the channel: 50001. */
    ACCESS,
    /** It sees the channel, but may not write there: 50013. */
    PERMISSION
  }

  /** Takes the port; answers from {@link #start()} on. */
  public DiscordStandIn(DiscordOptions options) {
    this.options = options;
    guilds = new Guilds(options.application());
    store = new ChannelStore(options.clock(), options.nonceWindow());
    tokens = new InteractionTokens(store, options.clock(), options.tokenLife());
    DiscordLimits limits = new DiscordLimits(options.limitScale(), options.clock());
    application = new ApplicationRoutes(options, limits);
    application.addTo(routes, BASE);
    commands = new CommandRoutes(options, limits);
    commands.addTo(routes, BASE);
    new GuildRoutes(options, guilds, store, limits).addTo(routes, BASE);
    new WebhookRoutes(options, store, tokens, limits).addTo(routes, BASE);
    new ChannelRoutes(options, guilds, store, limits).addTo(routes, BASE);
    server = new LoopbackServer(options.port(), options.tls(), this::answer);
  }

  /** Begins to answer. */
  public void start() {
    server.start();
  }

  /** The URL in place of {@code https://discord.com/api/v10}. */
  public URI uri() {
    return server.uri().resolve(BASE);
  }

  /** Adds a guild that the bot is in; the channels added afterwards belong to the first one. */
  public void addGuild(String id, String name) {
    guilds.add(id, name);
  }

  /** Adds a role of people's to a guild; it permits nothing more than everybody may. */
  public void addRole(String guild, String id, String name) {
    guilds.role(guild, id, name);
  }

  /** The bot is thrown out of a guild. */
  public void leaveGuild(String id) {
    guilds.remove(id);
  }

  /** Sets everybody's rights in a guild and those of the bot's own role, as bit sets. */
  public void permissions(String guild, long everybody, long own) {
    guilds.permissions(guild, everybody, own);
  }

  /** A channel lets a role (type 0) or a member (type 1) do more and less than the guild does. */
  public void overwrite(String channel, String who, int type, long allow, long deny) {
    store.channel(channel).ifPresent(found -> store.put(found.overwritten(who, type, allow, deny)));
  }

  /**
   * The application's settings in the developer portal, without the key's private half: no other
   * address can be set then, for none can be pinged.
   */
  public void describe(String interactionsEndpoint, String publicKey) {
    application.describe(interactionsEndpoint, publicKey, url -> false);
  }

  /** The same with the whole key: an address that is set is pinged first. */
  public void describe(String interactionsEndpoint, InteractionSigner signer) {
    EndpointCheck check = new EndpointCheck(options.application(), signer, options.clock());
    application.describe(interactionsEndpoint, signer.publicKeyHex(), check);
  }

  /** Adds a text channel the bot may write to. */
  public void addChannel(String id, String name) {
    addChannel(id, guilds.first(), name);
  }

  /** A channel of one guild among several. */
  public void addChannel(String id, String guild, String name) {
    store.put(Channel.text(id, guild, name));
  }

  /** The bot may not use the channel any more. */
  public void deny(String channel, Denial denial) {
    store.deny(
        channel,
        switch (denial) {
          case ACCESS -> DiscordError.MISSING_ACCESS;
          case PERMISSION -> DiscordError.MISSING_PERMISSIONS;
        });
  }

  /** The bot may use the channel again. */
  public void allow(String channel) {
    store.allow(channel);
  }

  /** Shows this view all that happens from now on. */
  public void watch(ChannelView view) {
    store.watch(view);
  }

  /** An interaction was sent; its token answers nothing until {@link #respond}. */
  public void register(Interaction interaction) {
    tokens.register(interaction);
  }

  /**
   * The initial response arrived. A deferred one makes the message 'thinking…'.
   *
   * @return false when Discord would refuse it (not valid, a second one, an unknown interaction);
   *     the person then reads that the application did not respond
   */
  public boolean respond(Interaction interaction, JsonNode callback) {
    Mistakes mistakes =
        CallbackRules.of(callback, interaction.type(), !interaction.message().isEmpty());
    if (!mistakes.none()) {
      refusals.add("callback: " + String.join(", ", mistakes.lines()));
    }
    return mistakes.none() && tokens.respond(interaction, callback);
  }

  /** The message that answers an interaction, deleted or not; empty when there is none. */
  public Optional<Message> reply(Interaction interaction) {
    return messages().stream()
        .filter(message -> message.interaction().equals(interaction.id()))
        .findFirst();
  }

  /** Every message there ever was, oldest first, with all its versions. */
  public List<Message> messages() {
    return store.all();
  }

  /** The names of the channels there are now, threads too, by id. */
  public Map<String, String> channels() {
    return store.names();
  }

  /** A person deletes a message; false when it is not there. */
  public boolean delete(String messageId) {
    return store.delete(messageId);
  }

  /** The commands registered for a guild; for everyone when {@code guild} is empty. */
  public ArrayNode commands(String guild) {
    return commands.commands(guild);
  }

  /** The faults to switch on. */
  public Faults faults() {
    return faults;
  }

  /** Every request so far. */
  public List<Call> calls() {
    return List.copyOf(calls);
  }

  /** Everything that was sent and is against Discord's rules, in words; empty where all is well. */
  public List<String> refusals() {
    return List.copyOf(refusals);
  }

  @Override
  public void close() {
    server.close();
  }

  private Reply answer(Request request) {
    Reply reply = faults.around(scope(request), DiscordError::commanded, () -> admitted(request));
    int status = reply.dropped() ? 0 : reply.status();
    calls.add(new Call(options.clock().instant(), request.method(), request.path(), status));
    if (status == 400) {
      refusals.add(request.method() + " " + request.path() + ": " + reply.body());
    }
    return reply;
  }

  private Reply admitted(Request request) {
    boolean json =
        request.header("Content-Type").filter(t -> t.startsWith("application/json")).isPresent();
    boolean agent = request.header("User-Agent").filter(AGENT.asMatchPredicate()).isPresent();
    if (!agent || (WITH_BODY.contains(request.method()) && !json)) {
      return DiscordError.BAD_REQUEST.reply();
    }
    return routes.answer(request).orElseGet(DiscordError.NO_ROUTE::reply);
  }

  private static String scope(Request request) {
    String rest = request.path().startsWith(BASE) ? request.path().substring(BASE.length()) : "";
    int end = rest.indexOf('/', 1);
    return end < 0 ? Faults.ALL : rest.substring(1, end);
  }
}
