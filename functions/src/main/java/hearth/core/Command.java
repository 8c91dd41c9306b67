package hearth.core;

import java.time.Duration;
import java.time.Instant;

/**
 * What a person asked for, already verified and authorised. Its identity is the interaction id.
 *
 * @param interaction Discord's interaction id
 * @param application the application id, which addresses the reply
 * @param token the interaction token: a credential, good for 15 minutes; never logged; null where
 *     no interaction waits for the answer
 * @param guild where it was asked
 * @param channel where it was asked
 * @param user who asked
 * @param locale the reader's language, or an empty text
 * @param name what was asked
 * @param server the server's name, or null for all of the guild's
 * @param options what else was said
 * @param at when it was accepted
 */
public record Command(
    String interaction,
    String application,
    String token,
    String guild,
    String channel,
    User user,
    String locale,
    CommandName name,
    String server,
    Options options,
    Instant at) {

  /** How long Discord lets an interaction be answered. */
  public static final Duration TOKEN_LIFE = Duration.ofMinutes(15);

  /** Whether it was given too long ago to be carried out. */
  public boolean isStale(Instant now) {
    return Snowflake.time(interaction).plus(TOKEN_LIFE).isBefore(now);
  }

  /**
   * The same asked once more: another command, whose answer goes to the server's channel.
   *
   * @param id its identity, made at that time
   */
  public Command again(String id, Instant when) {
    return new Command(
        id, application, null, guild, channel, user, locale, name, server, options, when);
  }

  /**
   * Whether its answer is for whoever asked alone: what only tells, and what a button does, for the
   * channel sees what comes of it.
   */
  public boolean isEphemeral() {
    return !name.acts() || options.session() != 0;
  }

  /** Where its answer goes. */
  public ReplyAddress replyAddress() {
    return new ReplyAddress(
        interaction, application, token, channel, user, locale, name, isEphemeral());
  }

  @Override
  public String toString() {
    return "Command[" + interaction + " " + name.word() + " " + server + "]";
  }
}
