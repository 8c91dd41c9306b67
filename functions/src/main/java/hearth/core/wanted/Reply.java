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
 * @param dead whether the token is of no more use, so that the last word goes to the channel
 * @param progress how far it got
 */
@WithBuilder
public record Reply(
    ReplyAddress to, Follows follows, Note note, boolean last, boolean dead, Progress progress)
    implements Tracked {

  /** The subject of an answer. */
  public enum Follows {
    /** The session it asked for, until it is ready or has come to nothing. */
    START,
    /** The session that is to follow the present one. */
    AGAIN,
    /** The stop it asked for, until the machine is gone. */
    STOP,
    /** The restart of the game it asked for, until the agent has begun it. */
    RESTART,
    /** The backup it asked for, until the agent has made it. */
    BACKUP,
    /** Nothing: it was final from the beginning. */
    NOTHING
  }

  public static Reply to(Command command, Follows follows, Note note) {
    ReplyAddress to = command.replyAddress();
    return new Reply(
        to, follows, note, follows == Follows.NOTHING, to.token() == null, Progress.FIRST);
  }

  /** Whose answer it is. */
  public String interaction() {
    return to.interaction();
  }

  @Override
  public boolean isDone() {
    return dead || Tracked.super.isDone();
  }

  /** Says something else; nothing changes if it says that already. */
  public Reply saying(Note other, boolean lastWord) {
    return other.equals(note) && lastWord == last
        ? this
        : but().note(other).last(lastWord).progress(progress.renewed()).build();
  }

  public Reply following(Follows other) {
    return but().follows(other).build();
  }

  public Reply delivered(long accepted) {
    return but().progress(progress.delivered(accepted)).build();
  }

  public Reply later(Instant when) {
    return but().progress(progress.later(when)).build();
  }

  public Reply died() {
    return but().progress(progress.waitingForNothing()).dead(true).build();
  }

  private ReplyBuilder but() {
    return ReplyBuilder.builder(this);
  }

  @Override
  public String toString() {
    return "Reply[" + interaction() + " " + note + (isDone() ? " done]" : " wanted]");
  }
}
