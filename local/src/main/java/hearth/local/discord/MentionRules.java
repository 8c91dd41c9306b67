package hearth.local.discord;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;

/** Whom a message may ping. */
final class MentionRules {
  private static final Set<String> KINDS = Set.of("roles", "users", "everyone");

  /** The value of {@code allowed_mentions}. */
  static final Rule MENTIONS =
      new Shape()
          .may("parse", Values.list(0, 3, MentionRules::kind))
          .may("roles", Values.list(0, 100, Values.ID))
          .may("users", Values.list(0, 100, Values.ID))
          .may("replied_user", Values.YES_OR_NO)
          .and(MentionRules::exclusive);

  private MentionRules() {}

  private static void kind(String path, JsonNode kind, Mistakes mistakes) {
    if (!KINDS.contains(kind.asText())) {
      String message = "Value must be one of ('users', 'everyone', 'roles').";
      mistakes.add(path, "BASE_TYPE_CHOICES", message);
    }
  }

  private static void exclusive(String path, JsonNode mentions, Mistakes mistakes) {
    for (String kind : List.of("roles", "users")) {
      for (JsonNode parsed : mentions.path("parse")) {
        if (parsed.asText().equals(kind) && !mentions.path(kind).isEmpty()) {
          String message = "parse:[\"" + kind + "\"] and " + kind + " are mutually exclusive.";
          mistakes.add(path, "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE", message);
        }
      }
    }
  }
}
