package hearth.core.wanted;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A message to the machine's agent. The key that {@code hello} carries is not part of it: it is
 * made where it is sent, and never stored.
 *
 * @param id its identity, done at most once
 * @param generation which machine it is for
 * @param type what is asked
 * @param ifEmpty for {@link Type#SAVE_AND_STOP}: only if nobody is on
 * @param text for {@link Type#SAY}: what to say, else null
 * @param expires when it is of no more use
 * @param notBefore the next attempt's time, or null
 * @param newest for {@link Type#HELLO}: this start brings the newest version of the game
 */
public record InboxMessage(
    String id,
    long generation,
    Type type,
    boolean ifEmpty,
    @Nullable String text,
    Instant expires,
    @Nullable Instant notBefore,
    boolean newest) {

  /** One that says nothing of the game's version. */
  public InboxMessage(
      String id,
      long generation,
      Type type,
      boolean ifEmpty,
      @Nullable String text,
      Instant expires,
      @Nullable Instant notBefore) {
    this(id, generation, type, ifEmpty, text, expires, notBefore, false);
  }

  /** An order for the agent. */
  public enum Type {
    /** The machine's identity, and the key that proves it. */
    HELLO,
    /** Save the world, end the game, and say so. */
    SAVE_AND_STOP,
    /** End the game as for a stop, and begin it again. */
    RESTART,
    /** Make a backup of the running game's world. */
    BACKUP,
    /** Say a line in the game. */
    SAY
  }

  public InboxMessage later(Instant when) {
    return new InboxMessage(id, generation, type, ifEmpty, text, expires, when, newest);
  }
}
