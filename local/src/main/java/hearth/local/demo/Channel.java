package hearth.local.demo;

import hearth.local.console.ChannelPrinter;
import hearth.local.discord.DiscordStandIn;
import hearth.local.discord.model.Message;
import hearth.local.stack.LocalStack;
import hearth.local.stack.Roster;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the servers' channels show, asked in the words that a person would look for. */
public final class Channel {
  private static final Pattern ESCAPE = Pattern.compile("\\\\(?=\\p{Punct})");

  private final DiscordStandIn discord;
  private final Set<String> channels;

  /** The servers' channels as the stand-in keeps them. */
  public Channel(LocalStack stack) {
    discord = stack.discord();
    channels =
        stack.roster().servers().stream().map(Roster.Server::channel).collect(Collectors.toSet());
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
        .filter(message -> channels.contains(message.channel()));
  }

  /** As a person reads it: Discord shows what stands behind a backslash, and not the backslash. */
  static boolean holds(String text, String... words) {
    String lower = ESCAPE.matcher(text).replaceAll("").toLowerCase(Locale.ROOT);
    return Arrays.stream(words).allMatch(word -> lower.contains(word.toLowerCase(Locale.ROOT)));
  }
}
