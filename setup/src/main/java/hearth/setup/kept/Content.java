package hearth.setup.kept;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import hearth.app.message.CommandMessage;
import hearth.core.Command;
import hearth.discord.wording.Text;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Base64;

/** The content of a message that was given up, as far as it can be understood. */
sealed interface Content {

  ObjectMapper JSON = new ObjectMapper();

  /** A person's command. */
  record Asked(Command command) implements Content {}

  /** Hearth's own note to look at a server again. */
  record Ticked(String server) implements Content {}

  /**
   * A machine's report. Nobody proved that it was one: the texts are tamed, not checked.
   *
   * @param at the machine's clock, or null where it says nothing that can be read
   */
  record Reported(String type, String server, long generation, Instant at) implements Content {}

  /**
   * Nothing that makes sense.
   *
   * @param why in a few tame words that quote nothing of it
   * @param length of the text on the queue, in characters
   */
  record Unreadable(String why, int length) implements Content {}

  /** Reads {@code text} of the queue {@code queue}, in base64. */
  static Content of(String queue, String text) {
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      return new Unreadable("it is not base64", text.length());
    }
    String message = new String(bytes, StandardCharsets.UTF_8);
    return queue.equals("commands") ? command(message, text) : report(message, text);
  }

  private static Content command(String message, String text) {
    return switch (CommandMessage.decode(message)) {
      case CommandMessage.Asked asked -> new Asked(asked.command());
      case CommandMessage.Ticked tick -> new Ticked(tick.server());
      case CommandMessage.Refused refused ->
          new Unreadable(Text.line(refused.reason(), 100), text.length());
    };
  }

  private static Content report(String message, String text) {
    JsonNode event;
    try {
      event = JSON.readTree(message);
    } catch (JsonProcessingException e) {
      return new Unreadable("it is not JSON", text.length());
    }
    String type = Text.line(event.path("type").asText(), 32);
    String server = Text.line(event.path("server").asText(), 32);
    boolean named =
        !type.isEmpty() && !server.isEmpty() && event.path("generation").canConvertToLong();
    return named
        ? new Reported(type, server, event.path("generation").asLong(), time(event.path("at")))
        : new Unreadable("it is no report", text.length());
  }

  private static Instant time(JsonNode at) {
    try {
      return Instant.parse(at.asText());
    } catch (DateTimeParseException e) {
      return null;
    }
  }
}
