package hearth.local.http;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The faults that are switched on, each for one scope (a scale set, a group of routes) or for
 * {@link #ALL}. Faults for a number of requests are used up first, in the order they were added,
 * then the standing one counts; a scope's own come before those for all.
 */
public final class Faults {
  /** The scope that means every request. */
  public static final String ALL = "*";

  private final Map<String, Fault> standing = new HashMap<>();
  private final Map<String, Deque<Fault>> queued = new HashMap<>();

  /** Every request of the scope fails so, until {@link #off}. */
  public synchronized void on(String scope, Fault fault) {
    standing.put(key(scope), fault);
  }

  /** The next {@code times} requests of the scope fail so. */
  public synchronized void next(String scope, Fault fault, int times) {
    for (int i = 0; i < times; i++) {
      queued.computeIfAbsent(key(scope), name -> new ArrayDeque<>()).add(fault);
    }
  }

  /** Nothing of this scope fails any more. */
  public synchronized void off(String scope) {
    standing.remove(key(scope));
    queued.remove(key(scope));
  }

  /** Nothing fails any more. */
  public synchronized void clear() {
    standing.clear();
    queued.clear();
  }

  /**
   * Does the work, unless a fault of the scope is due.
   *
   * @param refusal how this stand-in words a status: given the status and how long to wait
   */
  public Reply around(String scope, Refusal refusal, Supplier<Reply> work) {
    Optional<Fault> due = take(scope);
    return due.isEmpty() ? work.get() : carryOut(due.get(), refusal, work);
  }

  private static Reply carryOut(Fault fault, Refusal refusal, Supplier<Reply> work) {
    return switch (fault) {
      case Fault.TooMany tooMany -> refusal.of(429, tooMany.retryAfter());
      case Fault.Broken broken -> refusal.of(broken.status(), Duration.ZERO);
      case Fault.LostRequest lost -> Reply.noAnswer();
      case Fault.LostAnswer lost -> unheard(work.get());
      case Fault.Slow slow -> after(slow.pause(), work);
    };
  }

  /** A stand-in's wording of a refusal. */
  @FunctionalInterface
  public interface Refusal {
    /** The answer with this status; {@code wait} counts for 429 only. */
    Reply of(int status, Duration wait);
  }

  private static Reply unheard(Reply reply) {
    return new Reply(reply.status(), reply.headers(), reply.body(), true);
  }

  private static Reply after(Duration pause, Supplier<Reply> work) {
    try {
      Thread.sleep(pause);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Reply.noAnswer();
    }
    return work.get();
  }

  private synchronized Optional<Fault> take(String scope) {
    Function<String, Optional<Fault>> find =
        name ->
            Optional.ofNullable(queued.get(name))
                .map(Deque::poll)
                .or(() -> Optional.ofNullable(standing.get(name)));
    return find.apply(key(scope)).or(() -> find.apply(ALL));
  }

  private static String key(String scope) {
    return scope.toLowerCase(Locale.ROOT);
  }
}
