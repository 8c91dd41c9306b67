package hearth.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.PriorityQueue;
import java.util.Random;

/** Simulated time and chance: everything that happens is decided by the seed. */
final class World {
  private static final int LAST_LINES = 400;

  final Random random;
  private final PriorityQueue<Task> tasks = new PriorityQueue<>();
  private final Deque<String> trace = new ArrayDeque<>();
  private long order;
  private boolean calm;
  private int depth;
  Instant now = Instant.parse("2026-11-20T18:00:00Z");

  private record Task(Instant at, long order, Runnable what) implements Comparable<Task> {
    @Override
    public int compareTo(Task other) {
      int byTime = at.compareTo(other.at);
      return byTime != 0 ? byTime : Long.compare(order, other.order);
    }
  }

  World(long seed) {
    random = new Random(seed);
  }

  void after(Duration delay, Runnable what) {
    tasks.add(new Task(now.plus(delay), order++, what));
  }

  void afterSeconds(int least, int most, Runnable what) {
    after(Duration.ofMillis(1000L * least + random.nextInt(1000 * (most - least) + 1)), what);
  }

  /** Runs everything until then. */
  void runUntil(Instant end) {
    while (!tasks.isEmpty() && !tasks.peek().at().isAfter(end)) {
      step();
    }
    now = end;
  }

  private void step() {
    Task task = tasks.poll();
    if (task.at().isAfter(now)) {
      now = task.at();
    }
    task.what().run();
  }

  /** While something is under way, something else happens: as on another host. */
  void meanwhile() {
    if (depth < 2 && chance(0.15) && !tasks.isEmpty()) {
      Instant soon = now.plusSeconds(2);
      depth++;
      try {
        if (!tasks.peek().at().isAfter(soon)) {
          step();
        }
      } finally {
        depth--;
      }
    }
  }

  /** A host stands still for a minute or two, while the others go on. */
  void mayFreeze() {
    if (depth == 0 && fault(0.01)) {
      Instant end = now.plusSeconds(60 + random.nextInt(60));
      log("FROZEN until " + end);
      depth++;
      try {
        runUntil(end);
      } finally {
        depth--;
      }
    }
  }

  /** No more faults from here on. */
  void calm() {
    calm = true;
  }

  boolean fault(double probability) {
    return !calm && random.nextDouble() < probability;
  }

  boolean chance(double probability) {
    return random.nextDouble() < probability;
  }

  /** The process may die at any step. */
  void mayCrash() {
    if (fault(0.01)) {
      log("CRASH");
      throw new Crash();
    }
  }

  void log(String line) {
    trace.add(now + " " + line);
    if (trace.size() > LAST_LINES) {
      trace.removeFirst();
    }
  }

  String trace() {
    return String.join("\n", trace);
  }
}
