package hearth.local.discord.route;

import hearth.local.discord.model.Channel;
import hearth.local.discord.rule.PayloadCheck;
import hearth.local.discord.model.DiscordOptions;
import hearth.local.discord.rule.ChannelRules;
import hearth.local.discord.model.Message;
import hearth.local.discord.model.Snowflakes;
import hearth.local.discord.model.DiscordError;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hearth.local.http.Reply;
import hearth.local.http.Request;
import hearth.local.http.Routes;
import java.util.Optional;
import java.util.function.Supplier;

/** Routes for the bot's token: channels and the bot's own messages in them. */
public final class ChannelRoutes {
  private static final long SEND_MESSAGES = 1L << 11;

  private final DiscordOptions options;
  private final BotRights rights;
  private final ChannelStore store;
  private final DiscordLimits limits;
  private final MessageAnswers answers;

  public ChannelRoutes(DiscordOptions options, Guilds guilds, ChannelStore store, DiscordLimits limits) {
    this.options = options;
    this.rights = new BotRights(guilds, store);
    this.store = store;
    this.limits = limits;
    this.answers = new MessageAnswers(store, options.application());
  }

  public void addTo(Routes routes, String base) {
    String channel = base + "/channels/{channel}";
    String message = channel + "/messages/{message}";
    routes
        .on("GET", channel, request -> seen(request, () -> describe(request)))
        .on("PATCH", channel, request -> open(request, () -> change(request)))
        .on("DELETE", channel, request -> open(request, () -> remove(request)))
        .on("POST", channel + "/threads", request -> open(request, () -> thread(request)))
        .on("POST", message + "/threads", request -> open(request, () -> threadOfMessage(request)))
        .on("PUT", channel + "/thread-members/{user}", request -> open(request, this::memberless))
        .on(
            "DELETE",
            channel + "/thread-members/{user}",
            request -> open(request, this::memberless))
        .on("POST", channel + "/messages", request -> open(request, () -> create(request)))
        .on("GET", message, request -> open(request, () -> answers.shown(target(request))))
        .on(
            "PATCH",
            message,
            request -> open(request, () -> answers.edited(target(request), request)))
        .on("DELETE", message, request -> open(request, () -> answers.deleted(target(request))));
  }

  private Reply open(Request request, Supplier<Reply> work) {
    if (!options.isBot(request)) {
      return DiscordError.UNAUTHORIZED.reply();
    }
    String channel = request.name("channel");
    return limits.bot(
        request.method() + " " + channel,
        () ->
            store
                .refusal(channel)
                .or(() -> rights.refusal(channel, request))
                .map(DiscordError::reply)
                .orElseGet(work));
  }

  /** A channel can be looked at where nothing may be written. */
  private Reply seen(Request request, Supplier<Reply> work) {
    boolean writable =
        store
            .refusal(request.name("channel"))
            .filter(DiscordError.MISSING_PERMISSIONS::equals)
            .isEmpty();
    return writable || !options.isBot(request)
        ? open(request, work)
        : limits.bot("GET " + request.name("channel"), work);
  }

  private Reply describe(Request request) {
    String id = request.name("channel");
    Channel channel = store.channel(id).orElseThrow();
    boolean mute = store.refusal(id).isPresent();
    Channel shown =
        mute ? channel.overwritten(options.application(), 1, 0, SEND_MESSAGES) : channel;
    return Reply.json(200, shown.document());
  }

  private Reply change(Request request) {
    Channel channel = store.channel(request.name("channel")).orElseThrow();
    return Bodies.checked(
        request,
        ChannelRules.CHANGE::in,
        body -> Reply.json(200, store.put(channel.changed(body)).document()),
        false);
  }

  private Reply remove(Request request) {
    Channel channel = store.channel(request.name("channel")).orElseThrow();
    store.remove(channel.id());
    return Reply.json(200, channel.document());
  }

  private Reply thread(Request request) {
    return Bodies.checked(
        request, ChannelRules.THREAD::in, body -> begun(request, body, 12), false);
  }

  private Reply threadOfMessage(Request request) {
    return target(request).isEmpty()
        ? DiscordError.UNKNOWN_MESSAGE.reply()
        : Bodies.checked(
            request, ChannelRules.THREAD_OF_MESSAGE::in, body -> hung(request, body), false);
  }

  /** A thread that hangs at a message has the message's id, and there is but one. */
  private Reply hung(Request request, ObjectNode body) {
    String id = request.name("message");
    return store.channel(id).isPresent()
        ? DiscordError.THREAD_EXISTS.reply()
        : begun(request, body, 11, id);
  }

  private Reply begun(Request request, ObjectNode body, int type) {
    return begun(request, body, type, Snowflakes.at(options.clock().instant()));
  }

  private Reply begun(Request request, ObjectNode body, int type, String id) {
    Channel parent = store.channel(request.name("channel")).orElseThrow();
    Channel thread = Channel.thread(id, parent, body, type, options.application());
    return Reply.json(201, store.put(thread).document());
  }

  private Reply memberless() {
    return Reply.empty(204);
  }

  private Reply create(Request request) {
    String channel = request.name("channel");
    return Bodies.checked(
        request,
        PayloadCheck::create,
        body -> answers.shown(Optional.of(store.createOnce(channel, body))),
        true);
  }

  private Optional<Message> target(Request request) {
    return store
        .find(request.name("message"))
        .filter(message -> message.channel().equals(request.name("channel")));
  }
}
