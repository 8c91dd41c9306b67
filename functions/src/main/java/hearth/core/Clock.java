package hearth.core;

import java.time.Instant;

/** The present time. */
@FunctionalInterface
public interface Clock {
  /** Now, to the millisecond. */
  Instant now();
}
