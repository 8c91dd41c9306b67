package hearth.core.wanted;

import hearth.core.WithBuilder;
import org.jspecify.annotations.Nullable;

/**
 * The lease of whoever delivers, and the tick that wakes the next.
 *
 * @param tick the tick outstanding, or null
 * @param ticks the number of the newest tick
 * @param lease who delivers, or null
 */
@WithBuilder
public record Delivery(@Nullable Tick tick, long ticks, @Nullable Lease lease) {
  /** Nobody, and nothing to be woken for. */
  public static final Delivery NONE = new Delivery(null, 0, null);
}
