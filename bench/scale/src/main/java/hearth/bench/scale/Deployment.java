package hearth.bench.scale;

import hearth.core.CommandName;
import hearth.core.delivery.EventProcessor;
import hearth.core.event.Event;
import hearth.core.fleet.Fleet;
import hearth.core.port.Chat;
import hearth.core.port.Ports;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.IntStream;

/**
 * The real event processor over a fleet, on as many hosts as asked; Discord and Azure answer at
 * once.
 */
final class Deployment {
  private static final long LONGEST_PAUSE_NANOS = 40_000_000;

  private final Storage storage;
  private final CountingStore store;
  private final List<EventProcessor> hosts;
  private final List<Crowd> crowds;
  private volatile Duration ahead = Duration.ZERO;
  private final Logger quiet = Logger.getAnonymousLogger();

  Deployment(Fleet fleet, Storage storage, int hosts) {
    this.storage = storage;
    store = new CountingStore(storage.store());
    Ports ports =
        Filled.record(
            Ports.class,
            Map.of(
                "scaleSets", new Sets(),
                "chat", Filled.port(Chat.class),
                "outbox", storage.outbox()));
    this.hosts =
        IntStream.range(0, hosts)
            .mapToObj(n -> new EventProcessor(store, ports, this::now, Deployment::pause))
            .toList();
    crowds = fleet.servers().stream().map(Crowd::new).toList();
    quiet.setLevel(Level.OFF);
  }

  /** Its clock, which goes on as the machine's does. */
  Instant now() {
    return Instant.now().plus(ahead).truncatedTo(ChronoUnit.MILLIS);
  }

  /** Time passes in which nothing happens. */
  void later(Duration duration) {
    ahead = ahead.plus(duration);
  }

  List<Crowd> crowds() {
    return crowds;
  }

  Storage storage() {
    return storage;
  }

  CountingStore store() {
    return store;
  }

  /** Everything is lit and full. */
  void light() {
    for (Crowd crowd : crowds) {
      handle(crowd, crowd.asked(CommandName.START, now()), 0);
      handle(crowd, crowd.ready(), 0);
    }
  }

  /** One host handles one event. */
  void handle(Crowd crowd, Event event, int host) {
    hosts.get(host % hosts.size()).handle(crowd.server(), event, quiet);
  }

  /** As in the app. */
  private static void pause() {
    LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(LONGEST_PAUSE_NANOS));
  }
}
