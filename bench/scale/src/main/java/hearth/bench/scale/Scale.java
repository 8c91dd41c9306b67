package hearth.bench.scale;

import hearth.core.CommandName;
import hearth.core.event.Event;
import hearth.core.fleet.Fleet;
import hearth.local.azurite.Azurite;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Measures and prints: {@code ./hearth bench scale}. */
@Command(
    name = "./hearth bench scale",
    description = "How much one deployment carries; takes some minutes.")
public final class Scale implements Callable<Integer> {
  private static final int MANY = 1000;
  private static final int ONE_KIND = 100;

  private Scale() {}

  /** Takes some minutes. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new Scale()).execute(args));
  }

  @Override
  public Integer call() throws Exception {
    say(
        "%d cores, load average %.1f before, Java %s, %s.",
        Runtime.getRuntime().availableProcessors(),
        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
        Runtime.version(),
        System.getProperty("os.name"));
    SettingLimit limit = SettingLimit.of(Path.of("contracts/examples/servers/full.json"));
    say(
        "An app setting of 32,767 characters holds %d servers like the example's (%d characters"
            + " each, no white space).%n",
        limit.servers(), limit.characters());
    servers();
    history();
    memory();
    try (Azurite azurite = Azurite.inMemory()) {
      azurite.start();
      kinds(azurite);
      bytes(azurite);
      new Throughputs(azurite).print();
    }
    return 0;
  }

  private static void servers() {
    say("| servers, in memory | a join or leave, processor µs | KiB allocated |");
    say("| --- | --- | --- |");
    List<Integer> sizes = List.of(1, 10, 50, MANY);
    List<Deployment> all =
        sizes.stream().map(n -> new Deployment(Fleets.of(n), Storage.memory(), 1)).toList();
    all.forEach(Deployment::light);
    all.forEach(deployment -> Cost.of(deployment, 10_000));
    // Interleaved, so that whatever slows the machine slows them all.
    List<List<Cost>> rounds =
        IntStream.range(0, 7)
            .mapToObj(round -> all.stream().map(each -> Cost.of(each, 5_000)).toList())
            .toList();
    for (int i = 0; i < sizes.size(); i++) {
      int size = i;
      List<Cost> costs = rounds.stream().map(round -> round.get(size)).toList();
      say("| %,d | %s | %.1f |", sizes.get(i), middle(costs, Cost::micros), kibibytes(costs));
    }
  }

  private static void history() {
    say("%n| history, in memory, a join or leave | mean | rise over all of it |");
    say("| --- | --- | --- |");
    print("40,000 in one session", History.ofEvents(deployment()));
    print("400 sessions, one a day", History.ofSessions(deployment()));
  }

  private static Deployment deployment() {
    return new Deployment(Fleets.of(1), Storage.memory(), 1);
  }

  private static void print(String what, List<Cost> costs) {
    slope(what + ", processor µs", Slope.of(costs, Cost::micros), costs.size());
    slope(what + ", KiB allocated", Slope.of(costs, Cost::kibibytes), costs.size());
  }

  private static void slope(String what, Slope slope, int steps) {
    say("| %s | %,.1f | %+.1f %% |", what, slope.mean(), 100 * slope.rise(steps));
  }

  private static Median middle(List<Cost> costs, ToDoubleFunction<Cost> figure) {
    return Median.of(costs.stream().mapToDouble(figure));
  }

  private static double kibibytes(List<Cost> costs) {
    return middle(costs, Cost::kibibytes).median();
  }

  private static void memory() {
    Deployment deployment = new Deployment(Fleets.of(MANY), Storage.memory(), 1);
    long before = used();
    deployment.light();
    say(
        "%nMemory of %,d servers' states, locks and 64 players each: %.1f KiB a server.",
        MANY, (used() - before) / 1024.0 / MANY);
  }

  @SuppressWarnings("System.gc") // What is left after it is what is used.
  private static long used() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  private static void kinds(Azurite azurite) {
    Fleet fleet = Fleets.of(1);
    Deployment deployment = new Deployment(fleet, Storage.on(azurite, fleet), 1);
    Crowd crowd = deployment.crowds().getFirst();
    say("%n| one | table transactions | queue transactions beside the message's own three |");
    say("| --- | --- | --- |");
    kind(deployment, "start, until ready with 64 on", 1, deployment::light);
    kind(deployment, "status", ONE_KIND, () -> handle(deployment, status(deployment)));
    kind(deployment, "heartbeat", ONE_KIND, () -> handle(deployment, crowd.heartbeat()));
    kind(deployment, "join or leave", ONE_KIND, () -> handle(deployment, crowd.comesOrGoes()));
    kind(deployment, "sweep of one server", ONE_KIND, () -> handle(deployment, new Event.Swept()));
  }

  private static Event status(Deployment deployment) {
    return deployment.crowds().getFirst().asked(CommandName.STATUS, deployment.now());
  }

  private static void handle(Deployment deployment, Event event) {
    deployment.handle(deployment.crowds().getFirst(), event, 0);
  }

  private static void kind(Deployment deployment, String name, int times, Runnable what) {
    Storage storage = deployment.storage();
    long tables = storage.tables().requests();
    long queues = storage.queues().requests();
    for (int i = 0; i < times; i++) {
      what.run();
    }
    say(
        "| %s | %.2f | %.2f |",
        name,
        (storage.tables().requests() - tables) / (double) times,
        (storage.queues().requests() - queues) / (double) times);
  }

  private static void bytes(Azurite azurite) {
    Fleet fleet = Fleets.of(1);
    Deployment deployment = new Deployment(fleet, Storage.on(azurite, fleet), 1);
    deployment.light();
    say("%n| commands so far, 64 players on | bytes a save |");
    say("| --- | --- |");
    for (int commands = 100; commands <= 700; commands += 100) {
      for (int i = 0; i < 100; i++) {
        handle(deployment, status(deployment));
      }
      long before = deployment.storage().tables().bytes();
      long saves = deployment.store().counts().saves();
      Cost.of(deployment, 10);
      double each =
          (deployment.storage().tables().bytes() - before)
              / (double) (deployment.store().counts().saves() - saves);
      say("| %,d | %,.0f |", commands, each);
    }
  }

  static void say(String format, Object... values) {
    System.out.println(String.format(Locale.ROOT, format, values));
  }
}
