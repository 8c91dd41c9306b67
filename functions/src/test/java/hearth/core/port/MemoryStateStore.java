package hearth.core.port;

import hearth.core.history.History;
import hearth.core.history.HistoryRow;
import hearth.core.state.State;
import hearth.core.state.Step;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;

/** States and history in memory: the twin of the table. */
public final class MemoryStateStore implements StateStore, History {
  private final Map<String, Versioned> states = new ConcurrentHashMap<>();
  private final Map<String, NavigableMap<String, HistoryRow>> rows = new ConcurrentHashMap<>();
  private final Map<String, Long> generations = new ConcurrentHashMap<>();
  private final AtomicLong etags = new AtomicLong();

  @Override
  public Versioned load(String server) {
    State lost = State.startingAfter(generations.getOrDefault(server, 0L));
    return states.getOrDefault(server, new Versioned(lost, null, null));
  }

  /** Somebody deletes the state. */
  void lose(String server) {
    states.remove(server);
  }

  @Override
  public synchronized Optional<Versioned> save(String server, Versioned from, Step next) {
    Versioned present = load(server);
    boolean same =
        present.etag() == null ? from.etag() == null : present.etag().equals(from.etag());
    if (!same) {
      return Optional.empty();
    }
    Versioned saved = new Versioned(next.state(), Long.toString(etags.incrementAndGet()), null);
    states.put(server, saved);
    generations.merge(server, next.state().life().generation(), Math::max);
    next.rows().forEach(row -> rows(server).put(row.key(), row));
    return Optional.of(saved);
  }

  @Override
  public List<HistoryRow.OfSession> sessions(String server, int most) {
    return rows(server).values().stream()
        .filter(HistoryRow.OfSession.class::isInstance)
        .map(HistoryRow.OfSession.class::cast)
        .limit(most)
        .toList();
  }

  @Override
  public List<HistoryRow.OfSession> sessions(String server, Instant from, Instant to) {
    return sessions(server, Integer.MAX_VALUE).stream()
        .filter(row -> !row.at().isBefore(from) && row.at().isBefore(to))
        .limit(MOST)
        .toList();
  }

  @Override
  public int forgetPerson(String server, String user) {
    int theirs = 0;
    for (HistoryRow row : List.copyOf(rows(server).values())) {
      HistoryRow without = row.without(user);
      theirs += without.equals(row) ? 0 : 1;
      rows(server).put(without.key(), without);
    }
    return theirs;
  }

  @Override
  public void forget(String server, Instant before) {
    rows(server).values().removeIf(row -> row.at().isBefore(before));
  }

  private NavigableMap<String, HistoryRow> rows(String server) {
    return rows.computeIfAbsent(server, name -> new ConcurrentSkipListMap<>());
  }
}
