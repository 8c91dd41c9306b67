package hearth.local.arm;

import java.time.Instant;

/** One entry of a set's history: what its capacity and size became, when, and through what. */
public record CapacityChange(Instant at, int capacity, String size, Cause cause) {
  /** The cause of a change. */
  public enum Cause {
    /** A PATCH of the set. */
    UPDATE,
    /** A machine was deleted by its number. */
    DELETION,
    /** Azure lowered it, some time after an eviction. */
    EVICTION
  }
}
