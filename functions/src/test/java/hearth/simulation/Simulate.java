package hearth.simulation;

/** {@code Simulate N [FIRST]}: tries N seeds from the first one on, or one alone. */
public final class Simulate {
  private Simulate() {}

  /** Prints seeds tried and events handled; a failing seed ends it with its trace. */
  public static void main(String[] args) {
    long seeds = args.length > 0 ? Long.parseLong(args[0]) : 100_000;
    long first = args.length > 1 ? Long.parseLong(args[1]) : 0;
    long handled =
        java.util.stream.LongStream.range(first, first + seeds)
            .parallel()
            .map(seed -> new Simulation(seed).run())
            .sum();
    System.out.println(seeds + " seeds from " + first + " on, " + handled + " events handled");
  }
}
