package hearth.app;

import hearth.azure.AzureClients;
import hearth.azure.MachineKey;
import hearth.azure.QueueOutbox;
import hearth.azure.TableStateStore;
import hearth.core.Command;
import hearth.core.Event;
import hearth.core.Fleet;
import hearth.core.MachineEvent;
import hearth.core.Ports;
import hearth.core.Reactor;
import hearth.core.Server;
import hearth.core.ServerLine;
import hearth.core.StateStore;
import hearth.core.Views;
import hearth.discord.DiscordChat;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Everything behind the queues, wired by hand, once a process. */
final class Backstage {
  private static final long LONGEST_PAUSE_NANOS = 40_000_000;

  private static Backstage instance;

  private final Fleet fleet;
  private final StateStore store;
  private final Reactor reactor;
  private final GameEventMessage gameEvents;

  private Backstage(Settings.ForReactions settings) {
    AzureClients azure =
        new AzureClients(
            new AzureClients.Endpoints(
                settings.queues(),
                settings.tables(),
                settings.armEndpoint(),
                settings.subscription(),
                settings.resourceGroup(),
                settings.clientId()));
    fleet = settings.door().fleet();
    store = new TableStateStore(azure.states());
    reactor =
        new Reactor(
            store,
            new Ports(
                azure.scaleSets(),
                new DiscordChat(settings.discordApi(), settings.botToken(), settings.version()),
                new QueueOutbox(azure.queues(), settings.masterSecret()),
                fleet.operatorChannel()),
            () -> Instant.now().truncatedTo(ChronoUnit.MILLIS),
            Backstage::pause);
    gameEvents =
        new GameEventMessage(
            (server, generation) ->
                fleet.server(server) == null
                    ? null
                    : MachineKey.of(settings.masterSecret(), server, generation));
  }

  /**
   * The one instance.
   *
   * @throws BadSettings naming all that is wrong with the settings
   */
  static synchronized Backstage get() {
    if (instance == null) {
      instance = new Backstage(Settings.all(System.getenv()));
    }
    return instance;
  }

  /** Takes a message of the queue {@code commands}. */
  void command(String message, String id, Logger log) {
    try {
      switch (CommandMessage.decode(message)) {
        case CommandMessage.Asked asked -> asked(asked.command(), id, log);
        case CommandMessage.Ticked tick ->
            reactor.handle(server(tick.server()), new Event.Ticked(tick.n()), log);
        case CommandMessage.Refused refused -> throw new NotUnderstood(refused.reason());
      }
    } catch (NotUnderstood e) {
      refuse("commands", id, e, log);
    }
  }

  private void asked(Command command, String id, Logger log) throws NotUnderstood {
    log.log(
        Level.INFO, "command {0}: {1} {2}", new Object[] {id, command.name(), command.server()});
    List<Server> servers = new ArrayList<>();
    if (command.server() == null) {
      fleet.servers().stream()
          .filter(server -> server.guild().equals(command.guild()))
          .forEach(servers::add);
    } else {
      servers.add(server(command.server()));
    }
    if (servers.isEmpty()) {
      throw new NotUnderstood("no server belongs to its guild");
    }
    // One of them carries the answer; the others only say how they stand.
    List<ServerLine> others =
        servers.stream()
            .skip(1)
            .map(server -> Views.line(server, store.load(server.name()).state()))
            .toList();
    reactor.handle(servers.getFirst(), new Event.Asked(command, others), log);
  }

  /** Takes a message of the queue {@code game-events}. */
  void report(String message, String id, Logger log) {
    try {
      MachineEvent event = gameEvents.read(message);
      reactor.handle(server(event.server()), event, log);
    } catch (NotUnderstood e) {
      refuse("game-events", id, e, log);
    }
  }

  /** Looks at every server. */
  void sweep(Logger log) {
    for (Server server : fleet.servers()) {
      try {
        reactor.handle(server, new Event.Swept(), log);
      } catch (RuntimeException e) {
        log.log(Level.SEVERE, "the sweep of " + server.name() + " failed", e);
      }
    }
  }

  private Server server(String name) throws NotUnderstood {
    Server server = fleet.server(name);
    if (server == null) {
      throw new NotUnderstood("no such server");
    }
    return server;
  }

  private static void refuse(String queue, String id, NotUnderstood why, Logger log) {
    log.log(
        Level.WARNING,
        "message {0} of {1} was refused: {2}",
        new Object[] {id, queue, why.getMessage()});
  }

  /** Two hosts that raced each other should not race again at once. */
  private static void pause() {
    LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(LONGEST_PAUSE_NANOS));
  }
}
