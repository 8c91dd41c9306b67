package hearth.local.console;

import com.fasterxml.jackson.databind.JsonNode;
import hearth.local.discord.model.ChannelView;
import hearth.local.discord.model.Interaction;
import hearth.local.discord.model.Message;
import java.io.PrintStream;
import java.time.InstantSource;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** Prints what a person in the channels would see, as it changes; times as they read them. */
public final class ChannelPrinter implements ChannelView {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");
  private final PrintStream out;
  private final Optional<String> operatorChannel;
  private final Timestamps times = new Timestamps(InstantSource.system(), ZoneId.systemDefault());

  /** Prints to {@code out}. */
  public ChannelPrinter(PrintStream out, Optional<String> operatorChannel) {
    this.out = out;
    this.operatorChannel = operatorChannel;
  }

  @Override
  public void messageCreated(Message message) {
    print(message, message.thinking() ? "thinking…" : text(message.payload()), "");
  }

  @Override
  public void messageEdited(Message message) {
    print(message, text(message.payload()), message.interaction().isEmpty() ? " (edited)" : "");
  }

  @Override
  public void messageDeleted(Message message) {
    print(message, "(deleted)", "");
  }

  @Override
  public void responseReceived(Interaction interaction, JsonNode callback) {
    // The message that it makes is printed by itself.
  }

  private void print(Message message, String text, String mark) {
    String channel =
        operatorChannel.filter(message.channel()::equals).isPresent() ? "#operator" : "#games";
    String kind = message.interaction().isEmpty() ? "Hearth" : "Hearth, in reply";
    String only = message.ephemeral() ? ", only to you" : "";
    String indented = times.read(text).strip().replace("\n", "\n" + " ".repeat(12));
    out.printf(
        "  %s %s %s%s%s: %s%n",
        TIME.format(LocalTime.now(ZoneId.systemDefault())), channel, kind, only, mark, indented);
  }

  /** All that a payload says, as plain text. */
  public static String text(JsonNode payload) {
    StringBuilder text = new StringBuilder(payload.path("content").asText(""));
    for (JsonNode embed : payload.path("embeds")) {
      append(text, embed.path("title").asText(""));
      append(text, embed.path("description").asText(""));
      for (JsonNode field : embed.path("fields")) {
        append(text, field.path("name").asText("") + ": " + field.path("value").asText(""));
      }
      append(text, embed.at("/footer/text").asText(""));
    }
    return text.toString();
  }

  private static void append(StringBuilder text, String line) {
    if (!line.isBlank()) {
      text.append(text.isEmpty() ? "" : "\n").append(line);
    }
  }
}
