package hearth.local.discord.route;

import hearth.local.discord.rule.PayloadCheck;
import hearth.local.discord.model.DiscordOptions;
import hearth.local.discord.model.Interaction;
import hearth.local.discord.model.Message;
import hearth.local.discord.model.DiscordError;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hearth.local.http.Reply;
import hearth.local.http.Request;
import hearth.local.http.Routes;
import java.util.Optional;
import java.util.function.Function;

/** Routes for an interaction's token: its first message and its follow-ups. */
public final class WebhookRoutes {
  private final ChannelStore store;
  private final InteractionTokens tokens;
  private final DiscordLimits limits;
  private final MessageAnswers answers;

  public WebhookRoutes(
      DiscordOptions options, ChannelStore store, InteractionTokens tokens, DiscordLimits limits) {
    this.store = store;
    this.tokens = tokens;
    this.limits = limits;
    this.answers = new MessageAnswers(store, options.application());
  }

  public void addTo(Routes routes, String base) {
    String hook = base + "/webhooks/{application}/{token}";
    String message = hook + "/messages/{message}";
    routes
        .on("POST", hook, request -> open(request, entry -> followUp(entry, request)))
        .on(
            "GET",
            message,
            request -> open(request, entry -> answers.shown(target(entry, request))))
        .on(
            "PATCH",
            message,
            request -> open(request, entry -> answers.edited(target(entry, request), request)))
        .on(
            "DELETE",
            message,
            request -> open(request, entry -> answers.deleted(target(entry, request))));
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
        request, PayloadCheck::response, body -> answers.shown(firstOrNext(entry, body)), true);
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

  private Optional<Message> target(InteractionTokens.Entry entry, Request request) {
    String id = request.name("message");
    return id.equals("@original")
        ? entry.original().flatMap(store::find)
        : store.find(id).filter(it -> it.interaction().equals(entry.interaction().id()));
  }
}
