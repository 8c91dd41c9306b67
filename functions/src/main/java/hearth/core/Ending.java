package hearth.core;

import org.jspecify.annotations.Nullable;

/**
 * Why a session ended.
 *
 * @param cause the reason
 * @param by who asked, for {@link Cause#ASKED}, else null
 * @param saved whether the world was seen to be saved; null where the game cannot tell or none ran
 * @param detail a few words for people, or null
 */
public record Ending(
    Cause cause, @Nullable User by, @Nullable Boolean saved, @Nullable String detail) {

  /** The reasons. */
  public enum Cause {
    /** A person asked. */
    ASKED,
    /** Nobody was on for long. */
    IDLE,
    /** Nobody ever joined. */
    NEVER_JOINED,
    /** The session's time was over. */
    TIME_LIMIT,
    /** Nothing showed that anybody was on for very long. */
    CEILING,
    /** No placement had room. */
    NO_ROOM,
    /** Azure refused for a reason that only the operator can mend. */
    REFUSED,
    /** The machine or the game did not come up in time. */
    TIMEOUT,
    /** The game could not be started or ended by itself. */
    FAILED,
    /** Azure took the machine too often. */
    EVICTED,
    /** The machine was not Hearth's own. */
    FOREIGN
  }

  /** The same without that person. */
  public Ending without(String user) {
    return by != null && by.id().equals(user)
        ? new Ending(cause, User.FORGOTTEN, saved, detail)
        : this;
  }

  public Ending saved(Boolean seen) {
    return new Ending(cause, by, seen, detail);
  }
}
