package hearth.local.discord;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/**
 * Holds what the app sends to Discord's documented limits; stricter than Discord in two things: a
 * key it does not know and a missing {@code allowed_mentions} are mistakes.
 */
final class PayloadCheck {
  private static final int SECOND_VERSION = 1 << 15;
  private static final Set<String> EDIT_KEYS =
      Set.of("content", "embeds", "flags", "allowed_mentions", "components", "attachments");
  private static final Set<String> RESPONSE_KEYS =
      Set.of("content", "embeds", "flags", "allowed_mentions", "components", "tts");
  private static final Set<String> CREATE_KEYS =
      Set.of(
          "content",
          "embeds",
          "flags",
          "allowed_mentions",
          "components",
          "attachments",
          "tts",
          "nonce",
          "enforce_nonce",
          "message_reference",
          "sticker_ids",
          "poll");

  private PayloadCheck() {}

  /** What is wrong with a new message of the bot or a follow-up. */
  static Mistakes create(ObjectNode body) {
    Mistakes mistakes = message(body, CREATE_KEYS);
    JsonNode nonce = body.path("nonce");
    if (nonce.isTextual()) {
      mistakes.length("nonce", nonce, 1, 25);
    }
    return mistakes;
  }

  /** What is wrong with an edit. */
  static Mistakes edit(ObjectNode body) {
    return message(body, EDIT_KEYS);
  }

  /** What is wrong with the data of an initial response of type 4. */
  static Mistakes response(ObjectNode body) {
    return message(body, RESPONSE_KEYS);
  }

  /** Whether there is nothing in it that a person could see. */
  static boolean blank(ObjectNode body) {
    return body.path("content").asText("").isBlank()
        && body.path("embeds").isEmpty()
        && body.path("components").isEmpty()
        && body.path("poll").isMissingNode();
  }

  private static Mistakes message(ObjectNode body, Set<String> keys) {
    Mistakes mistakes = new Mistakes();
    mistakes.keys("", body, keys);
    mistakes.length("content", body.path("content"), 0, 2000);
    mentions(body.path("allowed_mentions"), mistakes);
    boolean secondVersion = (body.path("flags").asInt() & SECOND_VERSION) != 0;
    if (secondVersion && (body.hasNonNull("content") || !body.path("embeds").isEmpty())) {
      mistakes.add(
          "flags",
          "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2",
          "content and embeds cannot be used with components of the second version.");
    }
    new EmbedCheck(mistakes).all(body.path("embeds"));
    new ComponentCheck(mistakes, secondVersion).all(body.path("components"));
    return mistakes;
  }

  private static void mentions(JsonNode mentions, Mistakes mistakes) {
    mistakes.required("allowed_mentions", mentions);
    mistakes.keys("allowed_mentions", mentions, Set.of("parse", "roles", "users", "replied_user"));
    mentions
        .path("parse")
        .forEach(
            kind -> {
              if (!Set.of("roles", "users", "everyone").contains(kind.asText())) {
                mistakes.add("allowed_mentions.parse", "BASE_TYPE_CHOICES", "Not a mention.");
              }
            });
  }
}
