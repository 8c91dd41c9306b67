package hearth.setup.kept;

import hearth.core.Snowflake;
import hearth.setup.Friends;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;

/** Messages as they were once given. */
final class Messages {
  private static final Instant ASKED = Instant.parse("2026-11-20T20:00:00Z");

  private Messages() {}

  /** Somebody's command to the server {@code valheim}; the options as JSON. */
  static String command(String name, String options) {
    return """
    {"v":1,"type":"command","interaction":"%s","application":"%s","token":"an-interaction-token",\
    "guild":"%s","channel":"%s","user":{"id":"1000000000000000001","name":"Ada"},\
    "locale":"en-GB","name":"%s","server":"valheim","options":%s,"at":"2026-11-20T20:00:00Z"}"""
        .formatted(
            Snowflake.at(ASKED, 1),
            Friends.APPLICATION,
            Friends.GUILD,
            Friends.CHANNEL,
            name,
            options);
  }

  /** A machine's report, signed by nobody. */
  static String report() {
    return """
    {"v":1,"server":"valheim","generation":3,"at":"2026-11-20T20:03:00Z","type":"ready",\
    "mac":"%s"}"""
        .formatted("ab".repeat(32));
  }

  /** As it lies on a queue. */
  static String base64(String message) {
    return Base64.getEncoder().encodeToString(message.getBytes(StandardCharsets.UTF_8));
  }
}
