package hearth.core.wanted;

import java.time.Instant;

/**
 * The delivery target 'scale set': what its capacity should be and how far that got.
 *
 * @param scaleSet which set
 * @param size the virtual machine size
 * @param capacity 0 or 1
 * @param revision grows with every wish
 * @param done the revision that Azure last accepted
 * @param operation the URL of Azure's operation still running, or null
 * @param attempts failed attempts at this revision
 * @param notBefore the next attempt's time, or null
 */
public record Scale(
    String scaleSet,
    String size,
    int capacity,
    long revision,
    long done,
    String operation,
    int attempts,
    Instant notBefore) {

  /** Whether Azure has accepted the newest wish. */
  public boolean isDone() {
    return done == revision;
  }

  /** The same wish, tried so far. */
  public Scale tried(long accepted, String running, int tries, Instant again) {
    return new Scale(scaleSet, size, capacity, revision, accepted, running, tries, again);
  }
}
