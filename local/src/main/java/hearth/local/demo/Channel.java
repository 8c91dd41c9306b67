package hearth.local.demo;

import hearth.local.console.ChannelPrinter;
import hearth.local.discord.DiscordStandIn;
import hearth.local.discord.Message;
import hearth.local.stack.Town;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What the channel shows, asked in the words that a person would look for. */
public final class Channel {
  private final DiscordStandIn discord;

  /** The channel as the stand-in keeps it. */
  public Channel(DiscordStandIn discord) {
    this.discord = discord;
  }

  /** How many announcements hold all these words. */
  public long announcements(String... words) {
    return own()
        .filter(message -> !isSession(message))
        .filter(message -> holds(message.content(), words))
        .count();
  }

  /** Whether a line of a session message shows all these words now. */
  public boolean sessionShows(String... words) {
    return own()
        .filter(Channel::isSession)
        .flatMap(message -> ChannelPrinter.text(message.payload()).lines())
        .anyMatch(line -> holds(line, words));
  }

  /** Announced once, or, where that was given up, shown by the session message. */
  public boolean told(String... words) {
    return announcements(words) > 0 || sessionShows(words);
  }

  /** The text of every announcement, oldest first. */
  public List<String> announced() {
    return own().filter(message -> !isSession(message)).map(Message::content).toList();
  }

  /** How many session messages there are. */
  public long sessions() {
    return own().filter(Channel::isSession).count();
  }

  private static boolean isSession(Message message) {
    return !message.payload().path("embeds").isEmpty();
  }

  private Stream<Message> own() {
    return discord.messages().stream()
        .filter(message -> message.interaction().isEmpty() && !message.deleted())
        .filter(message -> message.channel().equals(Town.CHANNEL));
  }

  static boolean holds(String text, String... words) {
    String lower = text.toLowerCase(Locale.ROOT);
    return Arrays.stream(words).allMatch(word -> lower.contains(word.toLowerCase(Locale.ROOT)));
  }
}
