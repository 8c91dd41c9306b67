package hearth.local.discord;

import hearth.local.http.Json;
import hearth.local.http.Reply;
import hearth.local.http.Request;
import hearth.local.http.Routes;
import java.util.Optional;
import java.util.function.Supplier;

/** What the bot's token gives access to: channels and the bot's own messages in them. */
final class ChannelRoutes {
  private final DiscordOptions options;
  private final ChannelStore store;
  private final DiscordLimits limits;
  private final MessageAnswers answers;

  ChannelRoutes(DiscordOptions options, ChannelStore store, DiscordLimits limits) {
    this.options = options;
    this.store = store;
    this.limits = limits;
    this.answers = new MessageAnswers(store, options.application());
  }

  void addTo(Routes routes, String base) {
    String channel = base + "/channels/{channel}";
    String message = channel + "/messages/{message}";
    routes
        .on("GET", channel, request -> open(request, () -> describe(request)))
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
        () -> store.refusal(channel).map(DiscordError::reply).orElseGet(work));
  }

  private Reply describe(Request request) {
    String id = request.name("channel");
    String name = store.channelName(id).orElse("");
    return Reply.json(200, Json.object().put("id", id).put("type", 0).put("name", name));
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
