package hearth.local.discord;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Discord's limits of the initial response to an interaction. */
final class CallbackRules {
  private static final int MESSAGE = 4;
  private static final int DEFERRED = 5;
  private static final int DEFERRED_UPDATE = 6;
  private static final int UPDATE = 7;
  private static final int CHOICES = 8;
  private static final int MODAL = 9;

  private static final Rule CHOICE =
      new Shape()
          .needs("name", Values.text(1, 100))
          .may("name_localizations", CommandRules.localised(Values.text(1, 100)))
          .needs("value", CallbackRules::choice);

  private static final Rule CHOICES_RULE = new Shape().needs("choices", Values.list(0, 25, CHOICE));

  private static final Rule DEFERRED_RULE =
      new Shape().may("flags", Values.bits(Message.EPHEMERAL));

  private CallbackRules() {}

  /**
   * What is wrong with a response.
   *
   * @param onMessage whether a component of a message was used: only then can it be updated
   */
  static Mistakes of(JsonNode callback, boolean onMessage) {
    Shape shape = new Shape().needs("type", Values.oneOf(1, 4, 5, 6, 7, 8, 9));
    int type = callback.path("type").asInt();
    if (type == MESSAGE || type == UPDATE || type == CHOICES || type == MODAL) {
      shape.needs("data", CallbackRules.data(type));
    } else {
      shape.may("data", type == DEFERRED ? DEFERRED_RULE : new Shape());
    }
    Mistakes mistakes = shape.in(callback);
    if ((type == UPDATE || type == DEFERRED_UPDATE) && !onMessage) {
      mistakes.add("type", "BASE_TYPE_CHOICES", "Value must be one of {1, 4, 5, 8, 9}.");
    }
    return mistakes;
  }

  private static Rule data(int type) {
    return switch (type) {
      case CHOICES -> CHOICES_RULE;
      case MODAL -> ModalRules.MODAL;
      default -> (path, data, mistakes) -> message(path, data, type, mistakes);
    };
  }

  private static void message(String path, JsonNode data, int type, Mistakes mistakes) {
    if (data instanceof ObjectNode body) {
      mistakes.addAll(path, PayloadCheck.response(body));
      if (type == MESSAGE && PayloadCheck.blank(body)) {
        mistakes.add(path, "EMPTY_MESSAGE", "Cannot send an empty message");
      }
    } else {
      new Shape().check(path, data, mistakes);
    }
  }

  private static void choice(String path, JsonNode value, Mistakes mistakes) {
    if (!value.isNumber()) {
      Values.text(0, 100).check(path, value, mistakes);
    }
  }
}
