package hearth.core;

/**
 * Where the answer to an interaction goes.
 *
 * @param interaction its identity
 * @param application addresses the reply
 * @param token the interaction token, never logged; null where there never was one
 * @param channel where it was asked
 * @param user who asked
 * @param locale the reader's language
 * @param command what was asked
 * @param ephemeral whether nobody but who asked may read the answer
 */
public record ReplyAddress(
    String interaction,
    String application,
    String token,
    String channel,
    User user,
    String locale,
    CommandName command,
    boolean ephemeral) {

  /** Without the token. */
  @Override
  public String toString() {
    return "ReplyAddress[" + interaction + "]";
  }
}
