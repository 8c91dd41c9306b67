package hearth.core.state;

import hearth.core.Lists;
import hearth.core.wanted.Doubt;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Nothing that destroys or ends follows from one look at Azure: what it shows is doubted first, and
 * believed after several looks over a stated time. A fresh report of the machine outweighs them
 * all.
 */
public final class Doubts {
  /** Agents report every minute; a report older than this proves nothing any more. */
  public static final Duration FRESH = Duration.ofMinutes(3);

  private Doubts() {}

  /** Notes that a look shows it, and tells whether that is to be believed by now. */
  public static boolean isBelieved(Draft d, String scaleSet, Doubt.Claim claim) {
    Doubt doubt =
        found(d, scaleSet)
            .filter(before -> before.claim() == claim)
            .map(before -> before.again(d.now))
            .orElseGet(() -> Doubt.first(scaleSet, claim, d.now));
    forget(d, scaleSet);
    if (!doubt.isBelieved()) {
      d.azure.doubts(Lists.plus(d.azure.doubts(), doubt));
    }
    return doubt.isBelieved();
  }

  /** It is seen, and something outweighs it: it counts from the next on, should that cease. */
  public static void outweighed(Draft d, String scaleSet, Doubt.Claim claim) {
    forget(d, scaleSet);
    d.azure.doubts(Lists.plus(d.azure.doubts(), Doubt.outweighed(scaleSet, claim, d.now)));
  }

  /** What was doubted before and this look did not show again is doubted no more. */
  public static void forgetUnseen(Draft d, String scaleSet) {
    List<Doubt> before = d.before.azure().doubts();
    d.azure.doubts(
        Lists.without(
            d.azure.doubts(),
            doubt -> doubt.scaleSet().equals(scaleSet) && before.contains(doubt)));
  }

  private static void forget(Draft d, String scaleSet) {
    d.azure.doubts(Lists.without(d.azure.doubts(), doubt -> doubt.scaleSet().equals(scaleSet)));
  }

  private static Optional<Doubt> found(Draft d, String scaleSet) {
    return d.azure.doubts().stream().filter(doubt -> doubt.scaleSet().equals(scaleSet)).findFirst();
  }

  /** Whether the session's set is in doubt, so that it is looked at again before long. */
  public static boolean isOpen(Draft d) {
    return d.azure.scale() != null && found(d, d.scale().scaleSet()).isPresent();
  }

  /** The forgotten machine, if it was heard so lately that it runs; otherwise null. */
  public static Life.@Nullable Forgotten forgotten(Draft d) {
    Life.Forgotten forgotten = d.life.forgotten();
    boolean fresh = forgotten != null && forgotten.heardAt().plus(FRESH).isAfter(d.now);
    return fresh ? forgotten : null;
  }

  /** Whether the machine's agent was heard so lately that it is there, whatever Azure shows. */
  public static boolean isHeard(Draft d) {
    return d.machine != null
        && d.machine.heardAt() != null
        && d.machine.heardAt().plus(FRESH).isAfter(d.now);
  }
}
