package hearth.bench.scale;

import hearth.core.fleet.Fleet;
import hearth.local.azurite.Azurite;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/** Events a second, conflicts and retries: every combination in turn, several times over. */
final class Throughputs {
  private static final int ROUNDS = 3;
  private static final int EVENTS_IN_MEMORY = 10_000;
  private static final int EVENTS_ON_AZURITE = 300;
  private static final int[][] INVOCATIONS_AND_HOSTS = {{1, 1}, {4, 1}, {16, 1}, {16, 4}};

  private final List<Combination> combinations = new ArrayList<>();

  private record Combination(
      String store,
      Supplier<Storage> storage,
      Fleet fleet,
      int events,
      int parallel,
      int hosts,
      List<Throughput> rounds) {

    void measure() throws InterruptedException {
      Deployment deployment = new Deployment(fleet, storage.get(), hosts);
      deployment.light();
      rounds.add(Throughput.of(deployment, events, parallel));
    }

    double middle(ToDoubleFunction<Throughput> figure) {
      return Median.of(rounds.stream().mapToDouble(figure)).median();
    }
  }

  Throughputs(Azurite azurite) {
    for (int servers : new int[] {1, 10, 50, 1000}) {
      Fleet fleet = Fleets.of(servers);
      for (int[] each : INVOCATIONS_AND_HOSTS) {
        if (servers <= 50) {
          add("Azurite", () -> Storage.on(azurite, fleet), fleet, EVENTS_ON_AZURITE, each);
        }
        add("memory", Storage::memory, fleet, EVENTS_IN_MEMORY, each);
      }
    }
  }

  private void add(String store, Supplier<Storage> storage, Fleet fleet, int events, int[] each) {
    combinations.add(
        new Combination(store, storage, fleet, events, each[0], each[1], new ArrayList<>()));
  }

  void print() throws InterruptedException {
    for (int round = 0; round < ROUNDS; round++) {
      for (Combination each : combinations) {
        each.measure();
      }
    }
    Scale.say(
        "%n| store | servers | invocations | hosts | joins and leaves/s, median of %d | loads |"
            + " saves | conflicts | table transactions | given back to the queue |",
        ROUNDS);
    Scale.say("| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |");
    combinations.forEach(Throughputs::row);
  }

  private static void row(Combination each) {
    boolean counted = each.store().equals("Azurite");
    String tables = String.format(Locale.ROOT, "%.2f", each.middle(Throughput::tables));
    Scale.say(
        "| %s | %,d | %d | %d | %s | %.2f | %.2f | %.3f | %s | %.0f |",
        each.store(),
        each.fleet().servers().size(),
        each.parallel(),
        each.hosts(),
        Median.of(each.rounds().stream().mapToDouble(Throughput::perSecond)),
        each.middle(Throughput::loads),
        each.middle(Throughput::saves),
        each.middle(Throughput::conflicts),
        counted ? tables : "",
        each.middle(Throughput::failed));
  }
}
