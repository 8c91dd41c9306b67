package hearth.core.state;

import hearth.core.Evidence;
import hearth.core.Lists;
import hearth.core.Player;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The knowledge of who is on.
 *
 * @param roster who is on, or null where it is not known
 * @param count how many are on, or null where it is not known; unknown is never zero
 * @param emptySince since when there is evidence that too few are on, or null
 * @param seenAt when there was evidence of anybody last, or null
 * @param everJoined whether anybody joined in this session
 * @param extendedUntil until when nobody is stopped automatically, or null
 * @param unknownSince since when the agent cannot tell whether anybody is on, or null
 * @param evidence what each source said last of who is on
 */
public record Players(
    @Nullable List<Player> roster,
    @Nullable Integer count,
    @Nullable Instant emptySince,
    @Nullable Instant seenAt,
    boolean everJoined,
    @Nullable Instant extendedUntil,
    @Nullable Instant unknownSince,
    List<Evidence> evidence) {

  /** Nothing is known. */
  public static final Players UNKNOWN =
      new Players(null, null, null, null, false, null, null, List.of());

  /** A list that is missing in a stored state is empty. */
  public Players {
    evidence = Lists.orEmpty(evidence);
  }

  /** Known no longer, as on a new machine; what the session saw before stays. */
  public Players unknown() {
    return new Players(null, null, null, seenAt, everJoined, extendedUntil, unknownSince, evidence);
  }

  /** The last count no longer proves that nobody is on. */
  public Players unproven() {
    return new Players(
        roster, null, null, seenAt, everJoined, extendedUntil, unknownSince, evidence);
  }

  public Players extended(Instant until) {
    return new Players(
        roster, count, emptySince, seenAt, everJoined, until, unknownSince, evidence);
  }
}
