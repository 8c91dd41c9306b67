package hearth.core;

import java.time.Duration;
import java.time.Instant;

/**
 * A person's command, already verified and authorised. Its identity is the interaction id.
 *
 * @param replyAddress where its answer goes, and with it who asked
 * @param guild where it was asked
 * @param name what was asked
 * @param server the server's name, or null for all of the guild's
 * @param options what else was said
 * @param at when it was accepted
 */
public record Command(
    ReplyAddress replyAddress,
    String guild,
    CommandName name,
    String server,
    Options options,
    Instant at) {

  /** The address knows what is answered, and whether for the asker alone. */
  public Command {
    replyAddress = replyAddress.answering(name, isEphemeral(name, options));
  }

  /** Discord accepts answers to an interaction for this long. */
  public static final Duration TOKEN_LIFE = Duration.ofMinutes(15);

  /** Discord's interaction id, which is this command's identity. */
  public String interaction() {
    return replyAddress.interaction();
  }

  /** The person who asked. */
  public User user() {
    return replyAddress.user();
  }

  /** Whether it was given too long ago to be carried out. */
  public boolean isStale(Instant now) {
    return Snowflake.time(interaction()).plus(TOKEN_LIFE).isBefore(now);
  }

  /**
   * The same asked once more: another command, whose answer goes to the server's channel.
   *
   * @param id its identity, made at that time
   */
  public Command again(String id, Instant when) {
    return new Command(replyAddress.toChannel(id), guild, name, server, options, when);
  }

  /**
   * Whether the answer is for whoever asked alone: an answer that only tells is, and a button's,
   * for the channel sees what comes of it.
   */
  private static boolean isEphemeral(CommandName name, Options options) {
    return !name.acts() || options.session() != 0;
  }

  @Override
  public String toString() {
    return "Command[" + interaction() + " " + name.word() + " " + server + "]";
  }
}
