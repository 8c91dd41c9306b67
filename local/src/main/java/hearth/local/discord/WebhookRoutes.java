package hearth.local.discord;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hearth.local.http.Reply;
import hearth.local.http.Request;
import hearth.local.http.Routes;
import java.util.Optional;
import java.util.function.Function;

/** What an interaction's token gives access to: its first message and its follow-ups. */
final class WebhookRoutes {
  private final DiscordOptions options;
  private final ChannelStore store;
  private final InteractionTokens tokens;
  private final DiscordLimits limits;

  WebhookRoutes(
      DiscordOptions options, ChannelStore store, InteractionTokens tokens, DiscordLimits limits) {
    this.options = options;
    this.store = store;
    this.tokens = tokens;
    this.limits = limits;
  }

  void addTo(Routes routes, String base) {
    String hook = base + "/webhooks/{application}/{token}";
    String message = hook + "/messages/{message}";
    routes
        .on("POST", hook, request -> open(request, entry -> followUp(entry, request)))
        .on("GET", message, request -> open(request, entry -> get(entry, request)))
        .on("PATCH", message, request -> open(request, entry -> edit(entry, request)))
        .on("DELETE", message, request -> open(request, entry -> delete(entry, request)));
  }

  private Reply open(Request request, Function<InteractionTokens.Entry, Reply> work) {
    String token = request.name("token");
    return limits.webhook(
        "webhook " + token,
        () ->
            tokens
                .refusal(request.name("application"), token)
                .map(DiscordError::reply)
                .orElseGet(() -> work.apply(tokens.find(token).orElseThrow())));
  }

  private Reply followUp(InteractionTokens.Entry entry, Request request) {
    return Bodies.checked(
        request, PayloadCheck::create, body -> shown(firstOrNext(entry, body)), true);
  }

  /** Discord lets the first follow-up to a deferred response take its place. */
  private Optional<Message> firstOrNext(InteractionTokens.Entry entry, ObjectNode body) {
    Interaction interaction = entry.interaction();
    Optional<Message> original = entry.original().flatMap(store::find);
    if (original.filter(Message::thinking).isPresent()) {
      return store.edit(original.get().id(), body);
    }
    int flags = body.path("flags").asInt();
    return Optional.of(store.create(interaction.channel(), interaction.id(), flags, body));
  }

  private Reply get(InteractionTokens.Entry entry, Request request) {
    return shown(target(entry, request));
  }

  private Reply edit(InteractionTokens.Entry entry, Request request) {
    return Bodies.checked(
        request,
        PayloadCheck::edit,
        body -> shown(target(entry, request).flatMap(found -> store.edit(found.id(), body))),
        false);
  }

  private Reply delete(InteractionTokens.Entry entry, Request request) {
    boolean gone = target(entry, request).filter(found -> store.delete(found.id())).isPresent();
    return gone ? Reply.empty(204) : DiscordError.UNKNOWN_MESSAGE.reply();
  }

  private Optional<Message> target(InteractionTokens.Entry entry, Request request) {
    String id = request.name("message");
    return id.equals("@original")
        ? entry.original().flatMap(store::find)
        : store.find(id).filter(it -> it.interaction().equals(entry.interaction().id()));
  }

  private Reply shown(Optional<Message> message) {
    return message
        .map(found -> Reply.json(200, found.json(options.application())))
        .orElseGet(DiscordError.UNKNOWN_MESSAGE::reply);
  }
}
