package hearth.discord;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/** The JSON of messages. None of them pings anybody. */
final class Payload {
  private Payload() {}

  /** An edit, or with a nonce a post, of text alone. */
  static String text(String content, String nonce) {
    return write(content, null, nonce);
  }

  /** An edit, or with a nonce a post, of a session message. */
  static String session(SessionCard card, String nonce) {
    return write(card.headline(), card, nonce);
  }

  private static String write(String content, SessionCard card, String nonce) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = Json.FACTORY.createGenerator(text)) {
      json.writeStartObject();
      json.writeStringField("content", Text.cut(content, Text.CONTENT));
      if (card != null) {
        json.writeArrayFieldStart("embeds");
        card.write(json);
        json.writeEndArray();
      }
      json.writeObjectFieldStart("allowed_mentions");
      json.writeArrayFieldStart("parse");
      json.writeEndArray();
      json.writeEndObject();
      if (nonce != null) {
        json.writeStringField("nonce", nonce);
        json.writeBooleanField("enforce_nonce", true);
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }
}
