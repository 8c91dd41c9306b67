package hearth.simulation;

import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;

/** {@code Simulate N [FIRST]}: tries N seeds from the first one on, or one alone. */
public final class Simulate {
  private Simulate() {}

  private static final int STEP = 5000;

  /**
   * Prints seeds tried and events handled, and every few thousand seeds how far it is; a failing
   * seed ends it with its trace.
   */
  public static void main(String[] args) {
    long seeds = args.length > 0 ? Long.parseLong(args[0]) : 100_000;
    long first = args.length > 1 ? Long.parseLong(args[1]) : 0;
    AtomicLong tried = new AtomicLong();
    long handled =
        LongStream.range(first, first + seeds)
            .parallel()
            .map(
                seed -> {
                  long events = new Simulation(seed).run();
                  if (tried.incrementAndGet() % STEP == 0) {
                    System.out.println("… " + tried.get() + " of " + seeds);
                  }
                  return events;
                })
            .sum();
    System.out.println(seeds + " seeds from " + first + " on, " + handled + " events handled");
  }
}
