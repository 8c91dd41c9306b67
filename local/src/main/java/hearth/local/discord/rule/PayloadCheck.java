package hearth.local.discord.rule;

import hearth.local.discord.model.Message;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * Holds the messages that the app sends to Discord's {@link OpenApi} document and, across fields,
 * to its documentation; stricter than Discord in three things: an unknown key, a missing {@code
 * allowed_mentions}, and an enforced nonce that is not there are mistakes.
 */
public final class PayloadCheck {
  /** The OpenAPI document has 4000, which is for people who pay. */
  private static final int LONGEST = 2000;

  static final int SECOND_VERSION = 1 << 15;
  private static final int SUPPRESS = 1 << 2;
  private static final int SILENT = 1 << 12;
  private static final int VOICE = 1 << 13;
  private static final int EDITABLE = SUPPRESS | SECOND_VERSION;
  private static final int SENDABLE = EDITABLE | SILENT | VOICE;
  private static final int ANSWERABLE = SENDABLE | Message.EPHEMERAL;

  private static final Rule EDIT = message("MessageEditRequestPartial", EDITABLE);
  private static final Rule CREATE =
      message("MessageCreateRequest", SENDABLE).and(Rule.member("nonce", PayloadCheck::nonce));
  private static final Rule ANSWER = message("IncomingWebhookInteractionRequest", ANSWERABLE);

  private PayloadCheck() {}

  /** The mistakes in a new message of the bot. */
  public static Mistakes create(ObjectNode body) {
    Mistakes mistakes = check(CREATE, body, 0);
    if (body.path("enforce_nonce").asBoolean() && !body.hasNonNull("nonce")) {
      mistakes.add("nonce", "BASE_TYPE_REQUIRED", "This field is required");
    }
    return mistakes;
  }

  /** The mistakes in a follow-up, or in the data of an initial response. */
  public static Mistakes response(ObjectNode body) {
    return check(ANSWER, body, 0);
  }

  /** The mistakes in an edit of a message that has these flags. */
  public static Mistakes edit(ObjectNode change, int flags) {
    return check(EDIT, change, flags);
  }

  /** The mistakes in a message as an edit would leave it. */
  public static Mistakes edited(ObjectNode after, int flags) {
    Mistakes mistakes = new Mistakes();
    if ((flags & SECOND_VERSION) != 0) {
      noLegacy(after, mistakes);
    }
    return mistakes;
  }

  /** Whether there is nothing in it that a person could see. */
  public static boolean blank(ObjectNode body) {
    return body.path("content").asText("").isBlank()
        && body.path("embeds").isEmpty()
        && body.path("components").isEmpty()
        && body.path("attachments").isEmpty()
        && body.path("poll").isMissingNode();
  }

  private static Rule message(String schema, int flags) {
    return OpenApi.of(schema)
        .and(Rule.needs("allowed_mentions"))
        .and(Rule.member("allowed_mentions", MentionRules::exclusive))
        .and(Rule.member("content", Values.text(0, LONGEST)))
        .and(Rule.member("flags", Values.bits(flags)))
        .and(Rule.member("embeds", EmbedRules.EMBEDS));
  }

  private static Mistakes check(Rule rule, ObjectNode body, int flags) {
    Mistakes mistakes = rule.in(body);
    boolean second = ((flags | body.path("flags").asInt()) & SECOND_VERSION) != 0;
    Rule.member("components", second ? LayoutRules::check : ComponentRules::rows)
        .check("", body, mistakes);
    if (second) {
      noLegacy(body, mistakes);
    }
    return mistakes;
  }

  private static void noLegacy(JsonNode body, Mistakes mistakes) {
    for (String key : List.of("content", "embeds", "poll", "sticker_ids")) {
      if (Values.has(body, key)) {
        mistakes.add(
            key,
            "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2",
            "The '" + key + "' field cannot be used when using MessageFlags.IS_COMPONENTS_V2");
      }
    }
  }

  private static void nonce(String path, JsonNode nonce, Mistakes mistakes) {
    if (!nonce.isIntegralNumber()) {
      Values.text(1, 25).check(path, nonce, mistakes);
    }
  }
}
