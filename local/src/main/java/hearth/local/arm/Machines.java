package hearth.local.arm;

import java.time.Instant;

/**
 * Hears what becomes of the machines, in order. Called on the stand-in's own thread: return soon.
 */
public interface Machines {
  /** The machine runs. */
  void created(Machine machine);

  /** The machine is gone, with whatever was on its disks. */
  void deleted(Machine machine);

  /** Azure wants the machine back: it is gone at {@code notBefore}, or sooner if it agrees. */
  void evicting(Machine machine, Instant notBefore);

  /** For whoever does not care. */
  Machines NOBODY =
      new Machines() {
        @Override
        public void created(Machine machine) {}

        @Override
        public void deleted(Machine machine) {}

        @Override
        public void evicting(Machine machine, Instant notBefore) {}
      };
}
