package hearth.core;

import org.jspecify.annotations.Nullable;

/**
 * The address for the answer to an interaction.
 *
 * @param interaction its identity
 * @param application addresses the reply
 * @param token the interaction token: a credential, good for 15 minutes; never logged; null where
 *     no interaction waits for the answer
 * @param channel where it was asked
 * @param user who asked
 * @param locale the reader's language, or an empty text
 * @param command the command that is answered, or null where none is
 * @param ephemeral whether nobody but who asked may read the answer
 */
public record ReplyAddress(
    String interaction,
    String application,
    @Nullable String token,
    String channel,
    User user,
    String locale,
    CommandName command,
    boolean ephemeral) {

  /** The same address for the answer to that command. */
  ReplyAddress answering(CommandName answered, boolean forAskerAlone) {
    return new ReplyAddress(
        interaction, application, token, channel, user, locale, answered, forAskerAlone);
  }

  /** The same address for another identity: with no token, the answer goes to the channel. */
  ReplyAddress toChannel(String id) {
    return new ReplyAddress(id, application, null, channel, user, locale, command, ephemeral);
  }

  /** Without the token. */
  @Override
  public String toString() {
    return "ReplyAddress[" + interaction + "]";
  }
}
