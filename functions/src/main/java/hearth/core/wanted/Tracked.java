package hearth.core.wanted;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Something wanted of Azure or Discord, with the progress of its delivery. */
interface Tracked {
  Progress progress();

  /** Grows with every wish. */
  default long revision() {
    return progress().revision();
  }

  /** The revision that was last accepted. */
  default long done() {
    return progress().done();
  }

  /** Failed attempts in a row. */
  default int attempts() {
    return progress().attempts();
  }

  /** The next attempt's time, or null. */
  default @Nullable Instant notBefore() {
    return progress().notBefore();
  }

  /** Whether the newest wish was accepted. */
  default boolean isDone() {
    return done() >= revision();
  }
}
