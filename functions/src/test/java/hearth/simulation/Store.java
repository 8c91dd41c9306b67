package hearth.simulation;

import hearth.core.State;
import hearth.core.StateStore;
import java.util.Optional;

/** One state with an ETag; it can be slow, away, and win or lose races. */
final class Store implements StateStore {
  private final World world;
  private State state = State.NEW;
  private long version;

  Store(World world) {
    this.world = world;
  }

  State state() {
    return state;
  }

  @Override
  public Versioned load(String server) {
    world.mayCrash();
    away();
    return new Versioned(state, version == 0 ? null : Long.toString(version), null);
  }

  @Override
  public Optional<Versioned> save(String server, Versioned from, State next) {
    world.meanwhile();
    world.mayCrash();
    away();
    String now = version == 0 ? null : Long.toString(version);
    boolean same = now == null ? from.etag() == null : now.equals(from.etag());
    if (!same) {
      return Optional.empty();
    }
    state = next.written();
    version++;
    world.mayCrash();
    if (world.fault(0.005)) {
      // Saved, but the answer is lost: whoever tries again meets 412.
      throw new IllegalStateException("the storage's answer was lost");
    }
    return Optional.of(new Versioned(state, Long.toString(version), null));
  }

  private void away() {
    if (world.fault(0.01)) {
      throw new IllegalStateException("the storage is away");
    }
  }
}
