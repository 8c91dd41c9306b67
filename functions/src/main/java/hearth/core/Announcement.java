package hearth.core;

import java.time.Instant;

/**
 * A message of its own in a channel, posted once.
 *
 * @param n counts the server's announcements; the nonce is made of it
 * @param toOperator whether it goes to the operator's channel instead of the server's
 * @param note what it says
 * @param at when it became due
 * @param firstAttempt when it was tried first, or null; past {@link #NONCE_WINDOW} it is not tried
 *     again, for Discord may have it and no longer knows the nonce
 * @param notBefore the next attempt's time, or null
 */
public record Announcement(
    long n, boolean toOperator, Note note, Instant at, Instant firstAttempt, Instant notBefore) {

  /** How long Discord's enforced nonce is relied upon ('a few minutes' in its reference). */
  public static final java.time.Duration NONCE_WINDOW = java.time.Duration.ofMinutes(2);

  /** How many may wait; more are folded into one line. */
  public static final int MOST = 20;

  boolean isLost(Instant now) {
    return firstAttempt != null && firstAttempt.plus(NONCE_WINDOW).isBefore(now);
  }

  Announcement attempted(Instant now) {
    return firstAttempt == null ? new Announcement(n, toOperator, note, at, now, notBefore) : this;
  }

  /** Discord certainly did not take it: it may be tried afresh at a later time. */
  Announcement refusedUntil(Instant when) {
    return new Announcement(n, toOperator, note, at, null, when);
  }

  /** Discord may have taken it: the first attempt's time counts on. */
  Announcement unsureUntil(Instant when) {
    return new Announcement(n, toOperator, note, at, firstAttempt, when);
  }
}
