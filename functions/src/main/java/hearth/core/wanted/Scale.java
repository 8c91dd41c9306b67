package hearth.core.wanted;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The delivery target 'scale set': what its capacity should be and how far that got.
 *
 * @param scaleSet which set
 * @param size the virtual machine size
 * @param capacity 0 or 1
 * @param operation the URL of Azure's operation still running, or null
 * @param progress how far it got
 */
public record Scale(
    String scaleSet, String size, int capacity, @Nullable String operation, Progress progress)
    implements Tracked {

  /** The same wish, tried so far. */
  public Scale tried(long accepted, @Nullable String running, int tries, @Nullable Instant again) {
    Progress now = new Progress(revision(), accepted, tries, again);
    return new Scale(scaleSet, size, capacity, running, now);
  }

  /** The same wish; Azure's operation is over. */
  public Scale operationOver() {
    return new Scale(scaleSet, size, capacity, null, progress);
  }

  /** The set is empty, and nothing else is wanted. */
  public Scale emptied() {
    return new Scale(scaleSet, size, 0, null, progress.at(revision()));
  }
}
