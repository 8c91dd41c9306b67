package hearth.bench.scale;

import hearth.core.CommandName;
import hearth.core.Event;
import hearth.core.Fleet;
import hearth.local.azurite.Azurite;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/** Measures and prints: {@code ./hearth bench scale}. */
public final class Scale {
  private static final int[] SERVERS = {1, 10, 50};
  private static final int MANY = 1000;
  private static final int EVENTS_IN_MEMORY = 20_000;
  private static final int EVENTS_ON_AZURITE = 600;
  private static final int ONE_KIND = 100;

  private Scale() {}

  /** Takes a few minutes. */
  public static void main(String[] args) throws Exception {
    Runtime machine = Runtime.getRuntime();
    say(
        "%d cores, Java %s, %s.%n",
        machine.availableProcessors(), Runtime.version(), System.getProperty("os.name"));
    SettingLimit limit = SettingLimit.of(Path.of("contracts/examples/servers/full.json"));
    say(
        "An app setting of 32,767 characters holds %d servers like the example's (%d characters"
            + " each, no white space).%n",
        limit.servers(), limit.characters());
    try (Azurite azurite = Azurite.inMemory()) {
      azurite.start();
      throughput(azurite);
      kinds(azurite);
      history(azurite);
    }
    memory();
    System.exit(0);
  }

  private static void throughput(Azurite azurite) throws InterruptedException {
    say(
        "| store | servers | invocations | hosts | events/s | loads | saves | conflicts | table"
            + " transactions | queue transactions | lost |");
    say("| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |");
    List<Slope.Point> onAzurite = new ArrayList<>();
    List<Slope.Point> inMemory = new ArrayList<>();
    for (int servers : SERVERS) {
      Fleet fleet = Fleets.of(servers);
      rows(() -> Storage.on(azurite, fleet), fleet, EVENTS_ON_AZURITE, onAzurite);
      rows(Storage::memory, fleet, EVENTS_IN_MEMORY, inMemory);
    }
    rows(Storage::memory, Fleets.of(MANY), EVENTS_IN_MEMORY, inMemory);
    say("%n| cost of one event, one invocation at a time | mean | slope over all servers |");
    say("| --- | --- | --- |");
    slope("Azurite, µs, 1 to 50 servers", Slope.of(onAzurite), 49);
    slope("memory, µs, 1 to 1,000 servers", Slope.of(inMemory), 999);
  }

  private static void rows(
      Supplier<Storage> storage, Fleet fleet, int events, List<Slope.Point> points)
      throws InterruptedException {
    Throughput alone = row(storage.get(), fleet, events, 1, 1);
    points.add(new Slope.Point(fleet.servers().size(), 1e6 / alone.perSecond()));
    row(storage.get(), fleet, events, 4, 1);
    row(storage.get(), fleet, events, 16, 1);
    row(storage.get(), fleet, events, 16, 4);
  }

  private static Throughput row(Storage storage, Fleet fleet, int events, int parallel, int hosts)
      throws InterruptedException {
    Deployment deployment = new Deployment(fleet, storage, hosts);
    deployment.light();
    Throughput found = Throughput.of(deployment, events, parallel);
    say(
        "| %s | %,d | %d | %d | %,.0f | %.2f | %.2f | %.3f | %s | %s | %d |",
        storage.name(),
        fleet.servers().size(),
        parallel,
        hosts,
        found.perSecond(),
        found.loads(),
        found.saves(),
        found.conflicts(),
        transactions(storage, found.tables()),
        transactions(storage, found.queues()),
        found.failed());
    return found;
  }

  private static String transactions(Storage storage, double count) {
    return storage.name().equals("memory") ? "" : String.format(Locale.ROOT, "%.2f", count);
  }

  private static void slope(String what, Slope slope, double steps) {
    say("| %s | %,.1f | %+.0f %% |", what, slope.mean(), 100 * slope.rise(steps));
  }

  private static void kinds(Azurite azurite) {
    Fleet fleet = Fleets.of(1);
    Deployment deployment = new Deployment(fleet, Storage.on(azurite, fleet), 1);
    Crowd crowd = deployment.crowds().getFirst();
    say(
        "%n| one | table transactions | queue transactions, the message's own send, receive and"
            + " delete not counted |");
    say("| --- | --- | --- |");
    kind(deployment, "start, until ready with 64 on", 1, deployment::light);
    kind(deployment, "status", ONE_KIND, () -> handle(deployment, crowd.asked(CommandName.STATUS)));
    kind(deployment, "heartbeat", ONE_KIND, () -> handle(deployment, crowd.heartbeat()));
    kind(deployment, "join or leave", ONE_KIND, () -> handle(deployment, crowd.comesOrGoes()));
    kind(deployment, "sweep of one server", ONE_KIND, () -> handle(deployment, new Event.Swept()));
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

  private static void history(Azurite azurite) {
    Fleet fleet = Fleets.of(1);
    History.Found events = History.ofEvents(new Deployment(fleet, Storage.memory(), 1));
    History.Found sessions = History.ofSessions(new Deployment(fleet, Storage.memory(), 1));
    History.Found bytes = History.bytes(new Deployment(fleet, Storage.on(azurite, fleet), 1));
    say("%n| with the length of history | mean | slope over all of it |");
    say("| --- | --- | --- |");
    for (History.Found found : List.of(events, sessions, bytes)) {
      slope(found.what(), found.slope(), found.steps());
    }
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

  private static void say(String format, Object... values) {
    System.out.println(String.format(Locale.ROOT, format, values));
  }
}
