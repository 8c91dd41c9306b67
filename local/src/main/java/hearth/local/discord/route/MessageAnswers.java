package hearth.local.discord.route;

import hearth.local.discord.rule.PayloadCheck;
import hearth.local.discord.model.Message;
import hearth.local.discord.model.DiscordError;
import hearth.local.discord.rule.Mistakes;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hearth.local.http.Reply;
import hearth.local.http.Request;
import java.util.Optional;

/** Shows, edits and deletes a message that was asked for, whoever may ask for it. */
record MessageAnswers(ChannelStore store, String application) {

  Reply shown(Optional<Message> message) {
    return message
        .map(found -> Reply.json(200, found.json(application)))
        .orElseGet(DiscordError.UNKNOWN_MESSAGE::reply);
  }

  Reply edited(Optional<Message> message, Request request) {
    int flags = message.map(Message::flags).orElse(0);
    return Bodies.checked(
        request,
        body -> PayloadCheck.edit(body, flags),
        body -> message.map(found -> edited(found, body)).orElseGet(() -> shown(message)),
        false);
  }

  private Reply edited(Message message, ObjectNode change) {
    ObjectNode after = message.payload().deepCopy();
    after.setAll(change);
    Mistakes mistakes = PayloadCheck.edited(after, message.flags() | change.path("flags").asInt());
    if (!mistakes.none()) {
      return DiscordError.invalid(mistakes.json());
    }
    return PayloadCheck.blank(after)
        ? DiscordError.EMPTY_MESSAGE.reply()
        : shown(store.edit(message.id(), change));
  }

  Reply deleted(Optional<Message> message) {
    return message.filter(found -> store.delete(found.id())).isPresent()
        ? Reply.empty(204)
        : DiscordError.UNKNOWN_MESSAGE.reply();
  }
}
