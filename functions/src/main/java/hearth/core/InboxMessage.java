package hearth.core;

import java.time.Instant;

/**
 * A message to the machine's agent. The key that {@code hello} carries is not part of it: it is
 * made where it is sent, and never stored.
 *
 * @param id its identity, done at most once
 * @param generation which machine it is for
 * @param type what is asked
 * @param ifEmpty for {@link Type#SAVE_AND_STOP}: only if nobody is on
 * @param expires when it is of no more use
 * @param notBefore the next attempt's time, or null
 */
public record InboxMessage(
    String id, long generation, Type type, boolean ifEmpty, Instant expires, Instant notBefore) {

  /** What an agent can be asked. */
  public enum Type {
    /** Who you are, and the key that proves it. */
    HELLO,
    /** Save the world, end the game, and say so. */
    SAVE_AND_STOP
  }

  InboxMessage later(Instant when) {
    return new InboxMessage(id, generation, type, ifEmpty, expires, when);
  }
}
