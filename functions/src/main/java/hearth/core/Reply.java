package hearth.core;

import java.time.Instant;

/**
 * The delivery target 'reply': the answer to one interaction, an edit of the deferred response.
 *
 * @param interaction whose answer it is
 * @param application addresses the reply
 * @param token the interaction token, never logged; null where there never was one
 * @param channel where it was asked
 * @param user who asked
 * @param locale the reader's language
 * @param follows what the answer is about
 * @param note what it should say
 * @param last whether it says its last word
 * @param revision grows with every wish
 * @param done the revision that Discord last accepted
 * @param attempts failed attempts at this revision
 * @param notBefore the next attempt's time, or null
 * @param dead whether the token is of no more use, so that the last word goes to the channel
 */
public record Reply(
    String interaction,
    String application,
    String token,
    String channel,
    User user,
    String locale,
    Follows follows,
    Note note,
    boolean last,
    long revision,
    long done,
    int attempts,
    Instant notBefore,
    boolean dead) {

  /** What an answer is about. */
  public enum Follows {
    /** The session it asked for, until it is ready or has come to nothing. */
    START,
    /** The session that is to follow the present one. */
    AGAIN,
    /** The stop it asked for, until the machine is gone. */
    STOP,
    /** The restart of the game it asked for, until the agent has begun it. */
    RESTART,
    /** Nothing: it was final from the beginning. */
    NOTHING
  }

  static Reply to(Command command, Follows follows, Note note) {
    return new Reply(
        command.interaction(),
        command.application(),
        command.token(),
        command.channel(),
        command.user(),
        command.locale(),
        follows,
        note,
        follows == Follows.NOTHING,
        1,
        0,
        0,
        null,
        command.token() == null);
  }

  boolean isDone() {
    return done == revision || dead;
  }

  /** Says something else; nothing changes if it says that already. */
  Reply saying(Note other, boolean lastWord) {
    return other.equals(note) && lastWord == last
        ? this
        : with(follows, other, lastWord, revision + 1, done, 0, notBefore, dead);
  }

  Reply following(Follows other) {
    return with(other, note, last, revision, done, attempts, notBefore, dead);
  }

  Reply delivered(long accepted) {
    return with(follows, note, last, revision, Math.max(done, accepted), 0, null, dead);
  }

  Reply later(Instant when) {
    return with(follows, note, last, revision, done, attempts + 1, when, dead);
  }

  Reply died() {
    return with(follows, note, last, revision, done, attempts, null, true);
  }

  private Reply with(
      Follows follows,
      Note note,
      boolean last,
      long revision,
      long done,
      int attempts,
      Instant notBefore,
      boolean dead) {
    return new Reply(
        interaction,
        application,
        token,
        channel,
        user,
        locale,
        follows,
        note,
        last,
        revision,
        done,
        attempts,
        notBefore,
        dead);
  }

  @Override
  public String toString() {
    return "Reply[" + interaction + " " + note + (isDone() ? " done]" : " wanted]");
  }
}
