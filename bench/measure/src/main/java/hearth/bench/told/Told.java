package hearth.bench.told;

import hearth.bench.Spread;
import hearth.bench.Surroundings;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/**
 * What somebody waits who asks, or plays, after some silence: on the local run with host.json's own
 * polling and Azure's own times, everything on and each quick way switched off.
 */
final class Told {
  private static final String USAGE =
      "bench told [ROUNDS [SECONDS of silence [all | all-on | no-bell | no-look | neither]]]";

  private Told() {}

  /** Takes how many rounds, the silence before each, and which modes. */
  public static void main(String[] args) throws IOException, InterruptedException {
    int rounds = args.length > 0 ? Integer.parseInt(args[0]) : 5;
    int silence = args.length > 1 ? Integer.parseInt(args[1]) : 60;
    List<Mode> modes = Mode.named(args.length > 2 ? args[2] : "all");
    if (modes.isEmpty() || rounds < 1 || silence < 0) {
      System.err.println(USAGE);
      System.exit(2);
    }
    System.out.println(Surroundings.line());
    System.out.printf(
        "%-10s %-44s %6s %8s %8s %8s%n", "mode", "ms", "count", "p50", "p99", "worst");
    for (Mode mode : modes) {
      try (Evening evening = Evening.start(mode)) {
        print(mode, "ready printed -> announced", List.of(evening.ready()));
        for (int round = 0; round < rounds; round++) {
          evening.round(silence);
        }
        String after = " after " + silence + " s of silence";
        print(mode, "command -> answer" + after, evening.answers());
        print(mode, "line -> announcement" + after, evening.announcements());
      }
    }
    System.exit(0);
  }

  private static void print(Mode mode, String what, List<Long> millis) {
    Spread spread = new Spread(millis.stream().mapToDouble(Long::doubleValue).toArray());
    System.out.printf(
        Locale.ROOT,
        "%-10s %-44s %6d %8.0f %8.0f %8.0f%n",
        mode.word(),
        what,
        millis.size(),
        spread.median(),
        spread.at(0.99),
        spread.at(1));
  }
}
