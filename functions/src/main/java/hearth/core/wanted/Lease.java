package hearth.core.wanted;

import java.time.Duration;
import java.time.Instant;

/**
 * The right to deliver for a server, for a while. Whoever finds a live one leaves the delivery to
 * its owner.
 *
 * @param owner one run of one handler
 * @param until when anybody else may take over
 */
public record Lease(String owner, Instant until) {

  /**
   * The length of a lease. It is renewed before a call that might outlast it, so it need only be
   * longer than one call's time-out; the shorter, the sooner another takes over from a dead owner.
   */
  public static final Duration LENGTH = Duration.ofSeconds(30);

  /** The time-out that every call made under a lease must keep. */
  public static final Duration CALL = Duration.ofSeconds(15);

  /** Whether its owner may still deliver. */
  public boolean isLive(Instant now) {
    return until.isAfter(now);
  }
}
