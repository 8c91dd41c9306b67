package hearth.app.message;

import hearth.core.Command;
import hearth.core.Options;
import hearth.json.BadJson;
import hearth.json.JsonReader;
import hearth.json.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** A message of the queue {@code commands}, as {@code contracts/command.schema.json} states it. */
public sealed interface CommandMessage {

  /** A person's command. */
  record Asked(Command command) implements CommandMessage {}

  /** Hearth's own note to look at one server again. */
  record Ticked(String server, long n) implements CommandMessage {}

  /** It will never make sense; the reason quotes nothing of it. */
  record Refused(String reason) implements CommandMessage {}

  /** The message for a command, in UTF-8. */
  static byte[] encode(Command command) {
    JsonWriter json = new JsonWriter();
    json.object();
    json.member("v", 1);
    json.member("type", "command");
    json.member("interaction", command.interaction());
    json.member("application", command.replyAddress().application());
    if (command.replyAddress().token() != null) {
      json.member("token", command.replyAddress().token());
    }
    json.member("guild", command.guild());
    json.member("channel", command.replyAddress().channel());
    json.object("user");
    json.member("id", command.user().id());
    json.member("name", command.user().name());
    json.end();
    json.member("locale", command.replyAddress().locale());
    json.member("name", command.name().word());
    json.member("server", command.server());
    options(json, command.options());
    json.member("at", text(command.at()));
    json.end();
    return json.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void options(JsonWriter json, Options options) {
    json.object("options");
    if (options.minutes() > 0) {
      json.member("minutes", options.minutes());
    }
    if (options.force()) {
      json.member("force", true);
    }
    if (options.newest()) {
      json.member("newest", true);
    }
    if (options.text() != null) {
      json.member("text", options.text());
    }
    if (options.session() > 0) {
      json.member("session", options.session());
    }
    if (options.right() != null) {
      json.member("right", options.right());
    }
    if (options.until() != null) {
      json.member("until", text(options.until()));
    }
    json.end();
  }

  /** Reads a message. */
  static CommandMessage decode(String text) {
    List<String> problems = new ArrayList<>();
    CommandMessage message = null;
    try {
      ValidatingReader json = new ValidatingReader(new JsonReader(text), "", problems);
      message = new CommandMessageReader(json).read();
      json.end();
    } catch (BadJson e) {
      return new Refused("it is not JSON, or holds a name twice");
    }
    return problems.isEmpty() ? message : new Refused(String.join("; ", problems));
  }

  /** In seconds: the formatters of java.time are too slow to load where somebody waits. */
  private static String text(Instant at) {
    String text = LocalDateTime.ofEpochSecond(at.getEpochSecond(), 0, ZoneOffset.UTC).toString();
    boolean full = text.length() > "2026-11-20T20:00".length();
    return full ? text + "Z" : text + ":00Z";
  }
}
