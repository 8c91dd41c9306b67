package hearth.core;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** States in memory: the twin of the table. */
final class MemoryStateStore implements StateStore {
  private final Map<String, Versioned> states = new ConcurrentHashMap<>();
  private final AtomicLong etags = new AtomicLong();

  @Override
  public Versioned load(String server) {
    return states.getOrDefault(server, new Versioned(State.NEW, null, null));
  }

  @Override
  public synchronized Optional<Versioned> save(String server, Versioned from, State next) {
    Versioned present = load(server);
    boolean same =
        present.etag() == null ? from.etag() == null : present.etag().equals(from.etag());
    if (!same) {
      return Optional.empty();
    }
    Versioned saved = new Versioned(next.written(), Long.toString(etags.incrementAndGet()), null);
    states.put(server, saved);
    return Optional.of(saved);
  }
}
