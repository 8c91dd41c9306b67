package hearth.core.wanted;

import hearth.core.note.Note;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A message of its own in a channel, posted once.
 *
 * @param n counts the server's announcements; the nonce is made of it
 * @param toOperator whether it goes to the operator's channel instead of the server's
 * @param note what it says
 * @param at when it became due
 * @param firstAttempt when it was tried first, or null; past {@link #NONCE_WINDOW} it is not tried
 *     again, for Discord may have it and no longer knows the nonce
 * @param attemptedBy the lease's owner who tried it first, as long as nobody else did and nothing
 *     is unsure; else null
 * @param player the player whose return takes it back while it waits, or null
 * @param notBefore the next attempt's time, or null
 */
public record Announcement(
    long n,
    boolean toOperator,
    Note note,
    Instant at,
    @Nullable Instant firstAttempt,
    @Nullable String attemptedBy,
    @Nullable String player,
    @Nullable Instant notBefore) {

  /** Discord's enforced nonce is relied upon this long ('a few minutes' in its reference). */
  public static final java.time.Duration NONCE_WINDOW = java.time.Duration.ofMinutes(2);

  /** The most that may wait; more are folded into one line. */
  public static final int MOST = 20;

  public boolean isLost(Instant now) {
    return firstAttempt != null && firstAttempt.plus(NONCE_WINDOW).isBefore(now);
  }

  public static Announcement of(long n, boolean toOperator, Note note, Instant at) {
    return new Announcement(n, toOperator, note, at, null, null, null, null);
  }

  /** One that waits until then, and may be taken back. */
  public static Announcement held(
      long n, Note note, Instant at, @Nullable String player, Instant until) {
    return new Announcement(n, false, note, at, null, null, player, until);
  }

  /** Whether it waits to be taken back; others need not wait for it. */
  public boolean isHeld(Instant now) {
    return player != null && firstAttempt == null && notBefore != null && notBefore.isAfter(now);
  }

  /** Told now: it can no longer be taken back. */
  public Announcement released() {
    return new Announcement(n, toOperator, note, at, firstAttempt, attemptedBy, null, null);
  }

  public Announcement attempted(Instant now, String owner) {
    return firstAttempt == null
        ? new Announcement(n, toOperator, note, at, now, owner, player, notBefore)
        : this;
  }

  /**
   * Discord did not take it this time. If this owner's was the only attempt, it certainly has not
   * got it, and the next attempt is a first one again.
   */
  public Announcement refusedUntil(Instant when, String owner) {
    boolean afresh = owner.equals(attemptedBy);
    return new Announcement(
        n, toOperator, note, at, afresh ? null : firstAttempt, null, null, when);
  }

  /** The same, not before then. */
  public Announcement waitingUntil(@Nullable Instant when) {
    return new Announcement(n, toOperator, note, at, firstAttempt, attemptedBy, player, when);
  }

  /** Discord may have taken it: the first attempt's time counts on. */
  public Announcement unsureUntil(Instant when) {
    return new Announcement(n, toOperator, note, at, firstAttempt, null, null, when);
  }
}
