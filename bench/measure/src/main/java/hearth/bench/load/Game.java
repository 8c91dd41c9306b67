package hearth.bench.load;

import hearth.bench.Positive;
import hearth.bench.Program;
import hearth.bench.Spread;
import hearth.bench.Surroundings;
import hearth.bench.Tally;
import hearth.bench.Watch;
import hearth.local.discord.SignedInteractions;
import hearth.local.machine.GameProcess;
import hearth.local.stack.LocalStack;
import hearth.local.stack.Town;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/**
 * From {@code /server start} to ready, and from a line printed on the machine to its announcement.
 */
final class Game {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final Duration SETTLED = Duration.ofSeconds(6);

  private final Watch watch = new Watch();
  private final Tally tally = new Tally();
  private final LocalStack stack;
  private final Random pauses = new Random(1);

  private Game() throws IOException {
    stack = Stack.start((server, line) -> watch.see("said " + line));
    stack.discord().watch(watch);
  }

  /** Measures and prints. */
  public static void main(String[] args) {
    Program.run(new Asked(), args);
  }

  @Command(
      name = "./hearth bench load",
      description = "From a line on the machine to its announcement; then the door under load.")
  private static final class Asked implements Callable<Integer> {
    @Parameters(
        paramLabel = "LINES",
        defaultValue = "40",
        description = "How many players join; each is a line.",
        converter = Positive.class)
    private int lines;

    @Override
    public Integer call() throws IOException, InterruptedException {
      measure(lines);
      return 0;
    }
  }

  private static void measure(int lines) throws IOException, InterruptedException {
    System.out.println(Surroundings.line());
    Game game = new Game();
    game.start();
    System.out.printf(
        "%-46s %8s %8s %8s %8s%n", "line to announcement, ms", "count", "p50", "p99", "max");
    game.joins("one after the other", "Busy", lines, false);
    game.joins("after six seconds of silence", "Idle", lines / 2, true);
  }

  private void start() throws InterruptedException {
    Instant asked;
    // The host here is not warmed up beforehand: what that costs is the cold benchmark's matter.
    try (SignedInteractions patient = stack.patient(PATIENCE)) {
      asked = Instant.now();
      patient.send(
          stack.shapes().command(Town.ADA, "server", "status", Map.of("server", "valheim")));
      await("edited", "Valheim", asked);
      asked = Instant.now();
      patient.send(
          stack.shapes().command(Town.ADA, "server", "start", Map.of("server", "valheim")));
    }
    Instant answered = Instant.now();
    Instant ready = await("posted", "ready at", asked);
    Instant reported = await("said", "type='ready'", asked);
    Instant lit =
        stack.arm().log().requests().stream()
            .filter(request -> request.method().equals("PATCH") || request.method().equals("PUT"))
            .map(request -> request.at())
            .findFirst()
            .orElseThrow();
    System.out.printf(
        Locale.ROOT,
        "/server start to ready, ms: answered after %d; Azure asked for a machine after %d; the"
            + " stand-ins' machine, boot and game %d; the agent's report to the announcement %d; Hearth's own"
            + " share %d%n",
        millis(asked, answered),
        millis(asked, lit),
        millis(lit, reported),
        millis(reported, ready),
        millis(asked, lit) + millis(reported, ready));
  }

  private void joins(String what, String prefix, int count, boolean idle)
      throws InterruptedException {
    GameProcess guest = stack.guest("valheim").orElseThrow();
    List<Double> took = new ArrayList<>();
    List<Double> sent = new ArrayList<>();
    List<Double> waited = new ArrayList<>();
    List<Double> handled = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Thread.sleep((idle ? SETTLED.toMillis() : 0) + pauses.nextInt(idle ? 2000 : 200));
      String name = prefix + " " + (char) ('A' + i % 26) + (char) ('a' + i / 26);
      Instant printed = Instant.now();
      guest.join(name);
      Instant told = await("posted", name + " joined", printed);
      Instant queued = tally.first("POST", "game-events/messages", printed);
      Instant taken = tally.first("GET", "servers\\(", queued);
      took.add((double) millis(printed, told));
      sent.add((double) millis(printed, queued));
      waited.add((double) millis(queued, taken));
      handled.add((double) millis(taken, told));
      Instant gone = Instant.now();
      guest.leave(name);
      await("posted", name + " left", gone);
    }
    print(what, took);
    print("  until the agent's report is in the queue", sent);
    print("  until the host takes it and the state is read", waited);
    print("  from then on, by Hearth", handled);
  }

  private static void print(String what, List<Double> millis) {
    Spread spread = new Spread(millis.stream().mapToDouble(Double::doubleValue).toArray());
    System.out.printf(
        Locale.ROOT,
        "%-46s %8d %8.0f %8.0f %8.0f%n",
        what,
        millis.size(),
        spread.median(),
        spread.at(0.99),
        spread.at(1));
  }

  private Instant await(String source, String words, Instant begun) throws InterruptedException {
    return watch
        .first(seen -> seen.startsWith(source) && seen.contains(words), begun, PATIENCE)
        .orElseThrow(() -> new IllegalStateException(source + " was never: " + words));
  }

  private static long millis(Instant from, Instant to) {
    return Duration.between(from, to).toMillis();
  }
}
