package hearth.bench.told;

import hearth.bench.Positive;
import hearth.bench.Program;
import hearth.bench.Spread;
import hearth.bench.Surroundings;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/**
 * The wait of somebody who asks, or plays, after some silence: on the local run with host.json's own
 * polling and Azure's own times, everything on and each quick way switched off.
 */
final class Told {
  private Told() {}

  /** Measures and prints. */
  public static void main(String[] args) {
    Program.run(new Asked(), args);
  }

  @Command(
      name = "./hearth bench told",
      description = "What somebody waits who asks, or plays, after some silence.")
  private static final class Asked implements Callable<Integer> {
    @Parameters(
        index = "0",
        paramLabel = "ROUNDS",
        defaultValue = "5",
        description = "How many commands and lines in each mode.",
        converter = Positive.class)
    private int rounds;

    @Parameters(
        index = "1",
        paramLabel = "SECONDS",
        defaultValue = "60",
        description = "The silence before each.",
        converter = Positive.class)
    private int silence;

    @Parameters(
        index = "2..*",
        paramLabel = "MODE",
        description = "Among ${COMPLETION-CANDIDATES}; all of them if none is named.")
    private List<Mode> modes = List.of(Mode.values());

    @Override
    public Integer call() throws IOException, InterruptedException {
      measure(rounds, silence, modes);
      return 0;
    }
  }

  private static void measure(int rounds, int silence, List<Mode> modes)
      throws IOException, InterruptedException {
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
        System.out.printf("%-10s load afterwards %s%n", mode.word(), Surroundings.load());
      }
    }
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
