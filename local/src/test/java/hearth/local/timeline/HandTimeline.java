package hearth.local.timeline;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Time that stands still until a test moves it. */
public final class HandTimeline implements Timeline {
  private final List<Due> due = new ArrayList<>();
  private Instant now = Instant.parse("2026-03-01T18:00:00Z");

  private record Due(Instant at, Runnable what) {}

  @Override
  public synchronized Instant now() {
    return now;
  }

  @Override
  public synchronized void after(Duration delay, Runnable what) {
    due.add(new Due(now.plus(delay), what));
  }

  /** Moves on, doing on the way what is due, in order. */
  public void advance(Duration by) {
    Instant end = now().plus(by);
    for (Optional<Due> next = take(end); next.isPresent(); next = take(end)) {
      next.get().what().run();
    }
    set(end);
  }

  private synchronized Optional<Due> take(Instant end) {
    Optional<Due> next =
        due.stream().filter(it -> !it.at().isAfter(end)).min(Comparator.comparing(Due::at));
    next.ifPresent(
        found -> {
          due.remove(found);
          now = found.at();
        });
    return next;
  }

  private synchronized void set(Instant end) {
    now = end;
  }

  @Override
  public synchronized void close() {
    due.clear();
  }
}
