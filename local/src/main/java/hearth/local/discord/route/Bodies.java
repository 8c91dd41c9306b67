package hearth.local.discord.route;

import hearth.local.discord.rule.PayloadCheck;
import hearth.local.discord.model.DiscordError;
import hearth.local.discord.rule.Mistakes;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hearth.local.http.Reply;
import hearth.local.http.Request;
import java.util.Optional;
import java.util.function.Function;

/** Reads a body and refuses it as Discord does. */
final class Bodies {
  private Bodies() {}

  static Reply checked(
      Request request,
      Function<ObjectNode, Mistakes> check,
      Function<ObjectNode, Reply> work,
      boolean mustShowSomething) {
    Optional<ObjectNode> body = request.json();
    if (body.isEmpty()) {
      return DiscordError.INVALID_JSON.reply();
    }
    Mistakes mistakes = check.apply(body.get());
    if (!mistakes.none()) {
      return DiscordError.invalid(mistakes.json());
    }
    return mustShowSomething && PayloadCheck.blank(body.get())
        ? DiscordError.EMPTY_MESSAGE.reply()
        : work.apply(body.get());
  }
}
