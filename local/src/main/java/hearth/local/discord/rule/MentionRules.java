package hearth.local.discord.rule;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** Whom a message may ping, across fields. */
final class MentionRules {
  private MentionRules() {}

  /** A kind is either parsed or listed. */
  static void exclusive(String path, JsonNode mentions, Mistakes mistakes) {
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
