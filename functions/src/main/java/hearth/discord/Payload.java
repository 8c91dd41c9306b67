package hearth.discord;

import com.fasterxml.jackson.core.JsonGenerator;
import hearth.core.CommandName;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * The JSON of one message: a post where it has a nonce, else an edit. None of them pings anybody.
 */
final class Payload {
  private static final int ROW = 1;
  private static final int BUTTON = 2;
  private static final int SILENT = 1 << 12;

  private final Wording wording;
  private String content = "";
  private SessionCard card;
  private List<Button> buttons = List.of();
  private String nonce;
  private boolean silent;

  private Payload(Wording wording) {
    this.wording = wording;
  }

  /** Text alone. */
  static Payload text(Wording wording, String content) {
    Payload payload = new Payload(wording);
    payload.content = content;
    return payload;
  }

  /** A thread's making; it archives itself after a day. */
  static String thread(String title) {
    return "{\"name\":\"" + quoted(title) + "\",\"auto_archive_duration\":1440}";
  }

  static String quoted(String text) {
    return new String(
        com.fasterxml.jackson.core.io.JsonStringEncoder.getInstance().quoteAsString(text));
  }

  /** A session message. */
  static Payload session(Wording wording, SessionCard card) {
    Payload payload = new Payload(wording);
    payload.content = card.headline();
    payload.card = card;
    payload.buttons = card.buttons();
    return payload;
  }

  /** With buttons below it. */
  Payload with(Button... all) {
    buttons = List.of(all);
    return this;
  }

  /** To be posted once, however often it is sent. */
  Payload once(String by) {
    nonce = by;
    return this;
  }

  /** Without a notification. */
  Payload silent(boolean quiet) {
    silent = quiet;
    return this;
  }

  String json() {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = Json.FACTORY.createGenerator(text)) {
      json.writeStartObject();
      json.writeStringField("content", Text.cut(content, Text.CONTENT));
      if (card != null) {
        json.writeArrayFieldStart("embeds");
        card.write(json);
        json.writeEndArray();
      }
      if (card != null || !buttons.isEmpty()) {
        components(json);
      }
      json.writeObjectFieldStart("allowed_mentions");
      json.writeArrayFieldStart("parse");
      json.writeEndArray();
      json.writeEndObject();
      if (nonce != null) {
        json.writeStringField("nonce", nonce);
        json.writeBooleanField("enforce_nonce", true);
      }
      if (silent) {
        json.writeNumberField("flags", SILENT);
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  /** An edit without components would leave the old ones: an empty list takes them away. */
  private void components(JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("components");
    if (!buttons.isEmpty()) {
      json.writeStartObject();
      json.writeNumberField("type", ROW);
      json.writeArrayFieldStart("components");
      for (Button button : buttons) {
        json.writeStartObject();
        json.writeNumberField("type", BUTTON);
        json.writeNumberField("style", style(button.command()));
        json.writeStringField("label", wording.say(label(button.command())));
        json.writeStringField("custom_id", button.customId());
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  /** Discord's button styles: 1 primary, 2 secondary, 4 danger. */
  private static int style(CommandName command) {
    return command == CommandName.STOP ? 4 : command == CommandName.EXTEND ? 1 : 2;
  }

  private static Phrase label(CommandName command) {
    return command == CommandName.STOP
        ? Phrase.BUTTON_STOP
        : command == CommandName.EXTEND ? Phrase.BUTTON_EXTEND : Phrase.BUTTON_REFRESH;
  }
}
