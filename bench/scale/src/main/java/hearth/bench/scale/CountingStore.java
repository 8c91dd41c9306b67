package hearth.bench.scale;

import hearth.core.port.StateStore;
import hearth.core.state.Step;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/** Counts what is asked of a store of states. */
final class CountingStore implements StateStore {
  private final StateStore store;
  private final LongAdder loads = new LongAdder();
  private final LongAdder saves = new LongAdder();
  private final LongAdder conflicts = new LongAdder();

  CountingStore(StateStore store) {
    this.store = store;
  }

  /**
   * The counts.
   *
   * @param loads states read
   * @param saves states written, or tried to
   * @param conflicts writes that lost a race
   */
  record Counts(long loads, long saves, long conflicts) {
    Counts since(Counts before) {
      return new Counts(loads - before.loads, saves - before.saves, conflicts - before.conflicts);
    }
  }

  Counts counts() {
    return new Counts(loads.sum(), saves.sum(), conflicts.sum());
  }

  @Override
  public Versioned load(String server) {
    loads.increment();
    return store.load(server);
  }

  @Override
  public Optional<Versioned> save(String server, Versioned from, Step next) {
    saves.increment();
    Optional<Versioned> saved = store.save(server, from, next);
    if (saved.isEmpty()) {
      conflicts.increment();
    }
    return saved;
  }
}
