package hearth.discord.chat;

import hearth.core.CommandName;
import hearth.discord.Button;
import hearth.discord.wording.Phrase;
import hearth.discord.wording.Text;
import hearth.discord.wording.Wording;
import hearth.json.JsonWriter;
import java.util.List;

/**
 * The JSON of one message: a post where it has a nonce, else an edit. None of them pings anybody.
 */
final class Payload {
  private static final int ROW = 1;
  private static final int BUTTON = 2;
  private static final int SILENT = 1 << 12;
  private static final int ARCHIVED_MINUTES = 1440;

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
    return new JsonWriter()
        .object()
        .member("name", title)
        .member("auto_archive_duration", ARCHIVED_MINUTES)
        .end()
        .toString();
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
    JsonWriter json = new JsonWriter();
    json.object();
    json.member("content", Text.cut(content, Text.CONTENT));
    if (card != null) {
      json.array("embeds");
      card.write(json);
      json.end();
    }
    if (card != null || !buttons.isEmpty()) {
      components(json);
    }
    json.object("allowed_mentions");
    json.array("parse");
    json.end();
    json.end();
    if (nonce != null) {
      json.member("nonce", nonce);
      json.member("enforce_nonce", true);
    }
    if (silent) {
      json.member("flags", SILENT);
    }
    json.end();
    return json.toString();
  }

  /** An edit without components would leave the old ones: an empty list takes them away. */
  private void components(JsonWriter json) {
    json.array("components");
    if (!buttons.isEmpty()) {
      json.object();
      json.member("type", ROW);
      json.array("components");
      for (Button button : buttons) {
        json.object();
        json.member("type", BUTTON);
        json.member("style", style(button.command()));
        json.member("label", wording.say(label(button.command())));
        json.member("custom_id", button.customId());
        json.end();
      }
      json.end();
      json.end();
    }
    json.end();
  }

  /** Discord's button styles: 1 primary, 2 secondary, 4 danger. */
  private static int style(CommandName command) {
    return command == CommandName.STOP ? 4 : command == CommandName.EXTEND ? 1 : 2;
  }

  private static Phrase label(CommandName command) {
    return command == CommandName.STOP
        ? Phrase.BUTTON_STOP
        : command == CommandName.EXTEND
            ? Phrase.BUTTON_EXTEND
            : command == CommandName.START ? Phrase.BUTTON_NEWEST : Phrase.BUTTON_REFRESH;
  }
}
