package hearth.core.state;

import hearth.core.Player;
import java.time.Instant;
import java.util.List;

/**
 * The knowledge of who is on.
 *
 * @param roster who is on, or null where it is not known
 * @param count how many are on, or null where it is not known; unknown is never zero
 * @param emptySince since when there is evidence that too few are on, or null
 * @param seenAt when there was evidence of anybody last, or null
 * @param everJoined whether anybody joined in this session
 * @param extendedUntil until when nobody is stopped automatically, or null
 */
public record Players(
    List<Player> roster,
    Integer count,
    Instant emptySince,
    Instant seenAt,
    boolean everJoined,
    Instant extendedUntil) {

  /** Nothing is known. */
  public static final Players UNKNOWN = new Players(null, null, null, null, false, null);

  /** Known no longer, as on a new machine; what the session saw before stays. */
  public Players unknown() {
    return new Players(null, null, null, seenAt, everJoined, extendedUntil);
  }

  /** The last count no longer proves that nobody is on. */
  public Players unproven() {
    return new Players(roster, null, null, seenAt, everJoined, extendedUntil);
  }

  public Players extended(Instant until) {
    return new Players(roster, count, emptySince, seenAt, everJoined, until);
  }
}
