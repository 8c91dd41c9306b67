package hearth.core.wanted;

import hearth.core.Command;
import hearth.core.ReplyAddress;
import hearth.core.WithBuilder;
import hearth.core.note.Note;
import java.time.Instant;

/**
 * The delivery target 'reply': the answer to one interaction, an edit of the deferred response.
 *
 * @param to whose answer it is
 * @param follows what the answer is about
 * @param note what it should say
 * @param last whether it says its last word
 * @param revision grows with every wish
 * @param done the revision that Discord last accepted
 * @param attempts failed attempts at this revision
 * @param notBefore the next attempt's time, or null
 * @param dead whether the token is of no more use, so that the last word goes to the channel
 */
@WithBuilder
public record Reply(
    ReplyAddress to,
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

  public static Reply to(Command command, Follows follows, Note note) {
    ReplyAddress to = command.replyAddress();
    return new Reply(
        to, follows, note, follows == Follows.NOTHING, 1, 0, 0, null, to.token() == null);
  }

  /** Whose answer it is. */
  public String interaction() {
    return to.interaction();
  }

  public boolean isDone() {
    return done == revision || dead;
  }

  /** Says something else; nothing changes if it says that already. */
  public Reply saying(Note other, boolean lastWord) {
    return other.equals(note) && lastWord == last
        ? this
        : but().note(other).last(lastWord).revision(revision + 1).attempts(0).build();
  }

  public Reply following(Follows other) {
    return but().follows(other).build();
  }

  public Reply delivered(long accepted) {
    return but().done(Math.max(done, accepted)).attempts(0).notBefore(null).build();
  }

  public Reply later(Instant when) {
    return but().attempts(attempts + 1).notBefore(when).build();
  }

  public Reply died() {
    return but().notBefore(null).dead(true).build();
  }

  private ReplyBuilder but() {
    return ReplyBuilder.builder(this);
  }

  @Override
  public String toString() {
    return "Reply[" + interaction() + " " + note + (isDone() ? " done]" : " wanted]");
  }
}
