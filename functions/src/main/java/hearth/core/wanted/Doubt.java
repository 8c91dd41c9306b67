package hearth.core.wanted;

import java.time.Duration;
import java.time.Instant;

/**
 * What looks at a scale set showed and what is not believed yet, for something would be destroyed
 * or ended by it. A look that shows something else forgets it.
 *
 * @param scaleSet which set
 * @param claim what was seen
 * @param since when it was seen first, in an unbroken row
 * @param last when it was seen last
 * @param looks how many looks showed it that count
 */
public record Doubt(String scaleSet, Claim claim, Instant since, Instant last, int looks) {

  /** What a look can show that is believed only after some more. */
  public enum Claim {
    /** The session's machine is not listed. */
    VANISHED(3, Duration.ofSeconds(60)),
    /** The set cannot be looked at while its machine is to come. */
    UNREADABLE(3, Duration.ofSeconds(30)),
    /** Nothing is left of a machine that was given back. */
    EMPTIED(2, Duration.ofSeconds(5)),
    /** There is a machine, or a capacity, that no session wants. */
    FOREIGN(2, Duration.ofSeconds(60)),
    /** There are others beside the session's machine. */
    SURPLUS(2, Duration.ofSeconds(20));

    private final int looks;
    private final Duration over;

    Claim(int looks, Duration over) {
      this.looks = looks;
      this.over = over;
    }
  }

  public static Doubt first(String scaleSet, Claim claim, Instant now) {
    return new Doubt(scaleSet, claim, now, now, 1);
  }

  /** Seen, and outweighed by something: such looks do not count. */
  public static Doubt outweighed(String scaleSet, Claim claim, Instant now) {
    return new Doubt(scaleSet, claim, now, now, 0);
  }

  /** Seen once more. */
  public Doubt again(Instant now) {
    return new Doubt(scaleSet, claim, looks == 0 ? now : since, now, looks + 1);
  }

  /** Whether enough looks showed it, over enough time. */
  public boolean isBelieved() {
    return looks >= claim.looks && !since.plus(claim.over).isAfter(last);
  }
}
