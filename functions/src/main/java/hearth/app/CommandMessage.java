package hearth.app;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import hearth.core.Command;
import hearth.core.CommandName;
import hearth.core.User;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Map;

/** Messages of the queue {@code commands}: {@code contracts/command.schema.json}. */
final class CommandMessage {
  private CommandMessage() {}

  /** A message as it was read. */
  sealed interface Read {
    /** Somebody asked for something. */
    record Asked(Command command) implements Read {}

    /** A tick of a server. */
    record Ticked(String server, long n) implements Read {}
  }

  /** The message that carries a command. */
  static byte[] encode(Command command) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
    try (JsonGenerator out = new JsonFactory().createGenerator(bytes)) {
      out.writeStartObject();
      out.writeNumberField("v", 1);
      out.writeStringField("type", "command");
      out.writeStringField("interaction", command.interaction());
      out.writeStringField("application", command.application());
      out.writeStringField("token", command.token());
      out.writeStringField("guild", command.guild());
      out.writeStringField("channel", command.channel());
      out.writeObjectFieldStart("user");
      out.writeStringField("id", command.user().id());
      out.writeStringField("name", command.user().name());
      out.writeEndObject();
      out.writeStringField("locale", command.locale());
      out.writeStringField("name", command.name().word());
      out.writeStringField("server", command.server());
      out.writeObjectFieldStart("options");
      out.writeEndObject();
      out.writeStringField("at", command.at().toString());
      out.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("nothing is written but memory", e);
    }
    return bytes.toByteArray();
  }

  /**
   * Reads a message.
   *
   * @throws NotUnderstood where it is neither a command nor a tick
   */
  static Read read(String text) throws NotUnderstood {
    Map<String, String> members = members(text);
    if (!"1".equals(members.get("v"))) {
      throw new NotUnderstood("v is not 1");
    }
    String type = members.getOrDefault("type", "");
    return switch (type) {
      case "command" -> new Read.Asked(command(members));
      case "tick" -> new Read.Ticked(need(members, "server"), number(members));
      default -> throw new NotUnderstood("unknown type");
    };
  }

  private static Command command(Map<String, String> members) throws NotUnderstood {
    CommandName name = CommandName.of(need(members, "name"));
    if (name == null) {
      throw new NotUnderstood("unknown command");
    }
    String server = members.get("server");
    if (server == null && name != CommandName.STATUS) {
      throw new NotUnderstood("server is missing");
    }
    return new Command(
        id(members, "interaction"),
        id(members, "application"),
        need(members, "token"),
        id(members, "guild"),
        id(members, "channel"),
        new User(id(members, "user.id"), need(members, "user.name")),
        members.getOrDefault("locale", ""),
        name,
        server,
        time(need(members, "at")));
  }

  /** The scalars of an object and of the objects in it, by dotted name. */
  private static Map<String, String> members(String text) throws NotUnderstood {
    Map<String, String> members = new HashMap<>();
    try (JsonParser in = new JsonFactory().createParser(text)) {
      if (in.nextToken() != JsonToken.START_OBJECT) {
        throw new NotUnderstood("it is not an object");
      }
      object(in, "", members);
    } catch (IOException e) {
      throw new NotUnderstood("it is not JSON");
    }
    return members;
  }

  private static void object(JsonParser in, String prefix, Map<String, String> members)
      throws IOException {
    while (in.nextToken() == JsonToken.FIELD_NAME) {
      String name = prefix + in.currentName();
      JsonToken value = in.nextToken();
      if (value == JsonToken.START_OBJECT && prefix.isEmpty()) {
        object(in, name + ".", members);
      } else if (value.isScalarValue() && value != JsonToken.VALUE_NULL) {
        members.put(name, in.getText());
      } else {
        in.skipChildren();
      }
    }
  }

  private static String need(Map<String, String> members, String name) throws NotUnderstood {
    String value = members.get(name);
    if (value == null || value.isEmpty()) {
      throw new NotUnderstood(name + " is missing");
    }
    return value;
  }

  private static String id(Map<String, String> members, String name) throws NotUnderstood {
    String value = need(members, name);
    if (!FleetReader.isDigits(value)) {
      throw new NotUnderstood(name + " is no id");
    }
    return value;
  }

  private static long number(Map<String, String> members) throws NotUnderstood {
    try {
      return Long.parseLong(need(members, "n"));
    } catch (NumberFormatException e) {
      throw new NotUnderstood("n is no number");
    }
  }

  private static Instant time(String text) throws NotUnderstood {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw new NotUnderstood("at is no time");
    }
  }
}
