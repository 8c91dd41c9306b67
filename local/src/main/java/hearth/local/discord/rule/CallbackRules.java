package hearth.local.discord.rule;

import hearth.local.discord.model.Message;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Discord's limits of the initial response to an interaction. */
public final class CallbackRules {
  private static final int PONG = 1;
  private static final int MESSAGE = 4;
  private static final int DEFERRED = 5;
  private static final int DEFERRED_UPDATE = 6;
  private static final int UPDATE = 7;
  private static final int CHOICES = 8;
  private static final int MODAL = 9;

  /** Texts alone, as all options with completion are. */
  private static final Rule CHOICES_RULE =
      OpenApi.of("InteractionApplicationCommandAutocompleteCallbackStringData")
          .and(Rule.member("choices", Rule.each(Rule.member("value", Values.text(0, 100)))));

  private static final Rule DEFERRED_RULE =
      new Shape().may("flags", Values.bits(Message.EPHEMERAL));

  private CallbackRules() {}

  /**
   * The mistakes in a response.
   *
   * @param interaction the type of what is answered
   * @param onMessage whether it came from a message's component: only then can that be updated
   */
  public static Mistakes of(JsonNode callback, int interaction, boolean onMessage) {
    Shape shape = new Shape().needs("type", Values.oneOf(answers(interaction, onMessage)));
    int type = callback.path("type").asInt();
    if (type == MESSAGE || type == UPDATE || type == CHOICES || type == MODAL) {
      shape.needs("data", data(type));
    } else {
      shape.may("data", type == DEFERRED ? DEFERRED_RULE : new Shape());
    }
    return shape.in(callback);
  }

  private static int[] answers(int interaction, boolean onMessage) {
    return switch (interaction) {
      case 1 -> new int[] {PONG};
      case 3 -> new int[] {MESSAGE, DEFERRED, DEFERRED_UPDATE, UPDATE, MODAL};
      case 4 -> new int[] {CHOICES};
      case 5 ->
          onMessage
              ? new int[] {MESSAGE, DEFERRED, DEFERRED_UPDATE, UPDATE}
              : new int[] {MESSAGE, DEFERRED};
      default -> new int[] {MESSAGE, DEFERRED, MODAL};
    };
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
}
