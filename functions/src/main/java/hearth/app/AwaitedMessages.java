package hearth.app;

import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;

/**
 * The messages of the queue {@code commands} that somebody waits for and that this process has sent
 * on their way. Each is looked for from its time on, less and less often, until it is seen or two
 * seconds are over; then the queue's trigger finds it.
 *
 * <p>This is the part that the interactions function touches while somebody waits for its answer:
 * it knows nothing of queues, and nothing in it makes a lambda. {@link CommandLooks} looks, in one
 * loop a process.
 */
class AwaitedMessages {
  /** Those of this process. */
  static final AwaitedMessages SHARED = new AwaitedMessages();

  private static final long MILLI = 1_000_000;
  private static final long SHORTEST_PAUSE = 10 * MILLI;
  private static final long LONGEST_PAUSE = 250 * MILLI;
  private static final long PATIENCE = 2000 * MILLI;

  /**
   * The host writes a function's outputs and then releases its answer. The message is found 10 to
   * 39 ms after it was set (measured on host 4.1037.0): a look before that finds nothing and is in
   * the answer's way.
   */
  private static final long ANSWER_GOES = 10 * MILLI;

  /** The first look of a process loads the Azure SDK, on the core that the answer needs, too. */
  private static final long FIRST_ANSWER_GOES = 250 * MILLI;

  private final Map<String, Awaited> awaited = new HashMap<>();
  private boolean looking;
  private boolean loaded;

  private static final class Awaited {
    private long next;
    private long pause = SHORTEST_PAUSE;
    private boolean looked;
    private long until;

    Awaited(long next) {
      this.next = next;
    }

    boolean isOver(long now) {
      return looked && until <= now;
    }

    void look(long now) {
      until = looked ? until : now + PATIENCE;
      looked = true;
      next = now + pause;
      pause = Math.min(2 * pause, LONGEST_PAUSE);
    }
  }

  /** The time in nanoseconds, from any origin. */
  long now() {
    return System.nanoTime();
  }

  /** Waits, without the lock, until something is awaited sooner, or so long. */
  @SuppressWarnings("WaitNotInLoop") // Its caller loops.
  void pause(long nanos) throws InterruptedException {
    wait(1 + nanos / MILLI);
  }

  /** Begins a loop on another thread, which is to end when {@link #awaitTurn} says so. */
  void begin() {
    new LookThread().start();
  }

  /** A command's message is sent when the answer is. */
  synchronized void expect(String interaction) {
    add(interaction, loaded ? ANSWER_GOES : FIRST_ANSWER_GOES);
  }

  /** A tick was sent that stays hidden for so long. */
  synchronized void expectTick(String server, long n, long hiddenMillis) {
    add(tick(server, n), hiddenMillis * MILLI);
  }

  private void add(String key, long after) {
    awaited.put(key, new Awaited(now() + after));
    if (looking) {
      notifyAll();
    } else {
      looking = true;
      begin();
    }
  }

  /** A command's message has arrived, whichever way. */
  synchronized void seen(String interaction) {
    awaited.remove(interaction);
  }

  /** A tick has arrived, whichever way. */
  synchronized void seenTick(String server, long n) {
    awaited.remove(tick(server, n));
  }

  /**
   * Waits until it is time for a look.
   *
   * @return false when nothing is awaited any more: the loop is over, and the next message begins
   *     another
   */
  synchronized boolean awaitTurn() throws InterruptedException {
    while (true) {
      long now = now();
      long next = next(now);
      if (awaited.isEmpty()) {
        looking = false;
        return false;
      }
      if (next <= now) {
        look(now);
        return true;
      }
      pause(next - now);
    }
  }

  /** The first time that something is to be looked for, without what took too long. */
  private long next(long now) {
    long next = Long.MAX_VALUE;
    Iterator<Awaited> all = awaited.values().iterator();
    while (all.hasNext()) {
      Awaited one = all.next();
      if (one.isOver(now)) {
        all.remove();
      } else {
        next = Math.min(next, one.next);
      }
    }
    return next;
  }

  private void look(long now) {
    for (Awaited one : awaited.values()) {
      if (one.next <= now) {
        one.look(now);
      }
    }
  }

  /**
   * The classes that look are loaded: from now on a look is in no answer's way.
   *
   * @return whether it is so for the first time
   */
  synchronized boolean loaded() {
    boolean first = !loaded;
    loaded = true;
    return first;
  }

  /** The loop broke off: what was awaited is left to the trigger. */
  synchronized void giveUp() {
    awaited.clear();
    looking = false;
  }

  private static String tick(String server, long n) {
    return server + ' ' + n;
  }
}
