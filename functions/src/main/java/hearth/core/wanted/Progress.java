package hearth.core.wanted;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The progress of something wanted. It is written down before the call is made, so that a call that
 * ends after a newer wish is told from the newest one.
 *
 * @param revision grows with every wish
 * @param done the revision that was last accepted
 * @param attempts failed attempts in a row
 * @param notBefore the next attempt's time, or null
 */
public record Progress(long revision, long done, int attempts, @Nullable Instant notBefore) {
  /** The first wish, which nobody has tried yet. */
  public static final Progress FIRST = new Progress(1, 0, 0, null);

  /** The next wish after this one, or the first; tried at once. */
  public static Progress after(@Nullable Progress before) {
    return before == null ? FIRST : new Progress(before.revision + 1, before.done, 0, null);
  }

  /** The next wish, which waits as the one before did. */
  public Progress changed() {
    return new Progress(revision + 1, done, attempts, notBefore);
  }

  /** The next wish, which waits as the one before did but has not failed yet. */
  public Progress renewed() {
    return new Progress(revision + 1, done, 0, notBefore);
  }

  /** A revision was accepted; an older one takes nothing back. */
  public Progress delivered(long accepted) {
    return new Progress(revision, Math.max(done, accepted), 0, null);
  }

  /** That very revision was accepted and nothing waits, whatever was known before. */
  public Progress at(long accepted) {
    return new Progress(revision, accepted, 0, null);
  }

  /** The same, with no attempt waiting. */
  public Progress waitingForNothing() {
    return new Progress(revision, done, attempts, null);
  }

  /**
   * That revision was refused: it is tried again then, or, where that is null, counts as accepted
   * until the next wish.
   */
  public Progress refused(long refused, @Nullable Instant again) {
    return new Progress(revision, again == null ? Math.max(done, refused) : done, 0, again);
  }

  /** An attempt failed; the next one comes then. */
  public Progress later(@Nullable Instant when) {
    return new Progress(revision, done, attempts + 1, when);
  }
}
