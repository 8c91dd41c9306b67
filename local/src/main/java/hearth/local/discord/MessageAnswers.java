package hearth.local.discord;

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
    return Bodies.checked(
        request,
        PayloadCheck::edit,
        body ->
            message.filter(found -> leavesNothing(found, body)).isPresent()
                ? DiscordError.EMPTY_MESSAGE.reply()
                : shown(message.flatMap(found -> store.edit(found.id(), body))),
        false);
  }

  Reply deleted(Optional<Message> message) {
    return message.filter(found -> store.delete(found.id())).isPresent()
        ? Reply.empty(204)
        : DiscordError.UNKNOWN_MESSAGE.reply();
  }

  private static boolean leavesNothing(Message message, ObjectNode change) {
    ObjectNode next = message.payload().deepCopy();
    next.setAll(change);
    return PayloadCheck.blank(next);
  }
}
