package hearth.discord;

import com.fasterxml.jackson.core.JsonGenerator;
import hearth.core.Server;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;

/** The JSON of interaction responses. */
final class Responses {
  static final String PONG = "{\"type\":1}";
  static final String DEFERRED = "{\"type\":5}";
  static final String DEFERRED_EPHEMERAL = "{\"type\":5,\"data\":{\"flags\":64}}";

  private static final int MESSAGE = 4;
  private static final int CHOICES = 8;
  private static final int EPHEMERAL = 64;

  private Responses() {}

  /** A message that only the person who asked can see, and that pings nobody. */
  static String ephemeral(String content) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = Json.FACTORY.createGenerator(text)) {
      json.writeStartObject();
      json.writeNumberField("type", MESSAGE);
      json.writeObjectFieldStart("data");
      json.writeStringField("content", Text.cut(content, Text.CONTENT));
      json.writeNumberField("flags", EPHEMERAL);
      json.writeObjectFieldStart("allowed_mentions");
      json.writeArrayFieldStart("parse");
      json.writeEndArray();
      json.writeEndObject();
      json.writeEndObject();
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  /** The servers to choose from. */
  static String choices(List<Server> servers) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = Json.FACTORY.createGenerator(text)) {
      json.writeStartObject();
      json.writeNumberField("type", CHOICES);
      json.writeObjectFieldStart("data");
      json.writeArrayFieldStart("choices");
      for (Server server : servers) {
        json.writeStartObject();
        json.writeStringField("name", server.title());
        json.writeStringField("value", server.name());
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }
}
