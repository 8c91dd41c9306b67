package hearth.core;

import java.time.Instant;

/** What time it is. */
@FunctionalInterface
public interface Clock {
  /** Now, to the millisecond. */
  Instant now();
}
