package hearth.app;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import hearth.core.Command;
import hearth.core.Options;
import hearth.discord.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** A message of the queue {@code commands}, as {@code contracts/command.schema.json} states it. */
public sealed interface CommandMessage {

  /** What a person asked for. */
  record Asked(Command command) implements CommandMessage {}

  /** Hearth's own note to look at one server again. */
  record Ticked(String server, long n) implements CommandMessage {}

  /** It will never make sense; the reason quotes nothing of it. */
  record Refused(String reason) implements CommandMessage {}

  /** The message for a command, in UTF-8. */
  static byte[] encode(Command command) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
    try (JsonGenerator json = Json.FACTORY.createGenerator(bytes)) {
      json.writeStartObject();
      json.writeNumberField("v", 1);
      json.writeStringField("type", "command");
      json.writeStringField("interaction", command.interaction());
      json.writeStringField("application", command.application());
      if (command.token() != null) {
        json.writeStringField("token", command.token());
      }
      json.writeStringField("guild", command.guild());
      json.writeStringField("channel", command.channel());
      json.writeObjectFieldStart("user");
      json.writeStringField("id", command.user().id());
      json.writeStringField("name", command.user().name());
      json.writeEndObject();
      json.writeStringField("locale", command.locale());
      json.writeStringField("name", command.name().word());
      json.writeStringField("server", command.server());
      options(json, command.options());
      json.writeStringField("at", at(command));
      json.writeEndObject();
    } catch (IOException e) {
      throw new IllegalStateException("a text in memory cannot fail to be written", e);
    }
    return bytes.toByteArray();
  }

  private static void options(JsonGenerator json, Options options) throws IOException {
    json.writeObjectFieldStart("options");
    if (options.minutes() > 0) {
      json.writeNumberField("minutes", options.minutes());
    }
    if (options.force()) {
      json.writeBooleanField("force", true);
    }
    if (options.text() != null) {
      json.writeStringField("text", options.text());
    }
    if (options.session() > 0) {
      json.writeNumberField("session", options.session());
    }
    json.writeEndObject();
  }

  /** What a message says. */
  static CommandMessage decode(String text) {
    List<String> problems = new ArrayList<>();
    CommandMessage message = null;
    try (JsonParser parser = Json.FACTORY.createParser(text)) {
      parser.nextToken();
      if (!parser.hasCurrentToken()) {
        return new Refused("it is empty");
      }
      CheckedJson json = new CheckedJson(parser, "", problems);
      message = new CommandMessageReader(json).read();
      json.end();
    } catch (JsonProcessingException e) {
      return new Refused("it is not JSON, or holds a name twice");
    } catch (IOException e) {
      throw new IllegalStateException("a text in memory cannot fail to be read", e);
    }
    return problems.isEmpty() ? message : new Refused(String.join("; ", problems));
  }

  /** In seconds: the formatters of java.time are too slow to load where somebody waits. */
  private static String at(Command command) {
    String text =
        LocalDateTime.ofEpochSecond(command.at().getEpochSecond(), 0, ZoneOffset.UTC).toString();
    boolean full = text.length() > "2026-11-20T20:00".length();
    return full ? text + "Z" : text + ":00Z";
  }
}
