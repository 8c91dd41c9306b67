package hearth.local.arm;

import java.time.Instant;

/**
 * Hears what becomes of the machines, in order. Called on the stand-in's own thread: return soon.
 */
public interface Machines {
  /** The machine runs. */
  default void created(Machine machine) {}

  /** The machine is gone, with whatever was on its disks. */
  default void deleted(Machine machine) {}

  /** Azure wants the machine back: it is gone at {@code notBefore}, or sooner if it agrees. */
  default void evicting(Machine machine, Instant notBefore) {}
}
