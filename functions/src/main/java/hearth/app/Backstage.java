package hearth.app;

import hearth.app.message.CommandMessage;
import hearth.app.message.GameEventMessage;
import hearth.app.message.InvalidMessage;
import hearth.app.settings.BadSettings;
import hearth.app.settings.Settings;
import hearth.azure.client.AzureClients;
import hearth.azure.queue.MachineKey;
import hearth.azure.queue.PoisonQueues;
import hearth.azure.queue.QueueLook;
import hearth.azure.queue.QueueOutbox;
import hearth.azure.table.Table;
import hearth.azure.table.TableHistory;
import hearth.azure.table.TableStateStore;
import hearth.core.Command;
import hearth.core.CommandName;
import hearth.core.delivery.EventProcessor;
import hearth.core.event.Event;
import hearth.core.event.MachineEvent;
import hearth.core.fleet.Fleet;
import hearth.core.fleet.Server;
import hearth.core.history.History;
import hearth.core.history.HistoryRow;
import hearth.core.note.CostLine;
import hearth.core.note.ServerLine;
import hearth.core.port.Outbox;
import hearth.core.port.Ports;
import hearth.core.port.StateStore;
import hearth.core.state.Costs;
import hearth.core.state.Views;
import hearth.discord.chat.DiscordChat;
import hearth.discord.interaction.Rejections;
import hearth.dns.DynamicDns;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Everything behind the queues, wired by hand, once a process. */
final class Backstage {
  private static final long LONGEST_PAUSE_NANOS = 40_000_000;
  private static final int SESSIONS_SHOWN = 10;

  private static Backstage instance;

  private final Fleet fleet;
  private final StateStore store;
  private final History history;
  private final Duration historyDays;
  private final PoisonQueues poison;
  private final EventProcessor processor;
  private final GameEventMessage gameEvents;
  private final QueueLook commandsLook;
  private final QueueLook reportsLook;
  private final Rejections rejections = new Rejections();
  private volatile LocalDate forgotten;

  private Backstage(Settings.ForReactions settings) {
    AzureClients azure =
        new AzureClients(
            new AzureClients.Endpoints(
                settings.control().queues(),
                settings.control().tables(),
                settings.azure().armEndpoint(),
                settings.azure().subscription(),
                settings.azure().resourceGroup(),
                settings.azure().clientId()));
    azure.begin();
    fleet = settings.door().fleet();
    Table states = azure.states();
    TableStateStore table = new TableStateStore(states);
    table.begin();
    store = table;
    history = new TableHistory(states);
    historyDays = Duration.ofDays(settings.historyDays());
    poison = new PoisonQueues(azure.queues());
    processor =
        new EventProcessor(
            store,
            new Ports(
                azure.scaleSets(),
                new DiscordChat(
                    settings.discord().api(),
                    settings.door().application(),
                    settings.discord().botToken(),
                    settings.version(),
                    settings.passwords()),
                outbox(settings, new QueueOutbox(azure.queues(), settings.masterSecret())),
                new StableNames(azure.dns(), new DynamicDns(settings.dnsToken())),
                fleet.operatorChannel()),
            () -> Instant.now().truncatedTo(ChronoUnit.MILLIS),
            Backstage::pause);
    gameEvents =
        new GameEventMessage(
            (server, generation) ->
                fleet.server(server) == null
                    ? null
                    : MachineKey.of(settings.masterSecret(), server, generation));
    commandsLook = new QueueLook(azure.queues(), "commands", this::command);
    reportsLook = new QueueLook(azure.queues(), "game-events", this::report);
  }

  private static Outbox outbox(Settings.ForReactions settings, Outbox queues) {
    return settings.door().looks() ? new AwaitedTicks(queues, AwaitedMessages.SHARED) : queues;
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
        case CommandMessage.Asked asked -> {
          AwaitedMessages.SHARED.seen(asked.command().interaction());
          asked(asked.command(), id, log);
        }
        case CommandMessage.Ticked tick -> {
          AwaitedMessages.SHARED.seenTick(tick.server(), tick.n());
          processor.handle(server(tick.server()), new Event.Ticked(tick.n()), log);
        }
        case CommandMessage.Refused refused -> throw new InvalidMessage(refused.reason());
      }
    } catch (InvalidMessage e) {
      refuse("commands", id, e, log);
    }
  }

  private void asked(Command command, String id, Logger log) throws InvalidMessage {
    log.log(
        Level.INFO, "command {0}: {1} {2}", new Object[] {id, command.name(), command.server()});
    List<Server> servers = new ArrayList<>();
    if (command.server() == null) {
      fleet.servers().stream()
          .filter(server -> server.channel().guild().equals(command.guild()))
          .forEach(servers::add);
    } else {
      Server server = server(command.server());
      if (!server.channel().guild().equals(command.guild())) {
        throw new InvalidMessage("its server belongs to another guild");
      }
      servers.add(server);
    }
    if (servers.isEmpty()) {
      throw new InvalidMessage("no server belongs to its guild");
    }
    // One of them carries the answer; the others only say how they stand.
    List<ServerLine> others =
        command.name() != CommandName.STATUS
            ? List.of()
            : servers.stream()
                .skip(1)
                .map(server -> Views.line(server, store.load(server.name()).state()))
                .toList();
    Server first = servers.getFirst();
    List<HistoryRow.OfSession> past =
        command.name().answers() == CommandName.Answers.RULES_WITH_HISTORY
            ? history.sessions(first.name(), SESSIONS_SHOWN)
            : List.of();
    int forgotten =
        command.name() == CommandName.FORGET ? forget(command.user().id(), servers, log) : 0;
    List<CostLine> costs = command.name() == CommandName.COST ? costs(command, servers) : List.of();
    processor.handle(first, new Event.Asked(command, others, past, forgotten, costs), log);
  }

  private List<CostLine> costs(Command command, List<Server> servers) throws InvalidMessage {
    YearMonth month;
    try {
      month = YearMonth.parse(Objects.requireNonNullElse(command.options().text(), ""));
    } catch (DateTimeParseException e) {
      throw new InvalidMessage("its month is none");
    }
    Instant now = Instant.now();
    Instant from = Costs.start(month);
    Instant to = Costs.start(month.plusMonths(1));
    return servers.stream()
        .map(
            server ->
                Costs.line(
                    server,
                    store.load(server.name()).state(),
                    history.sessions(server.name(), from, to),
                    month,
                    now))
        .toList();
  }

  /** History first and states beside it: what breaks off is done again with the message. */
  private int forget(String user, List<Server> servers, Logger log) {
    int rows = 0;
    for (Server server : servers) {
      processor.handle(server, new Event.Forgotten(user), log);
      rows += history.forgetPerson(server.name(), user);
    }
    return rows;
  }

  /** Takes a message of the queue {@code game-events}. */
  void report(String message, String id, Logger log) {
    try {
      MachineEvent event = gameEvents.read(message);
      processor.handle(server(event.source().server()), event, log);
    } catch (InvalidMessage e) {
      refuse("game-events", id, e, log);
    }
  }

  /** A look at the queue {@code commands} beside its trigger. */
  QueueLook lookForCommands() {
    return commandsLook;
  }

  /** A look at the queue {@code game-events} beside its trigger. */
  QueueLook lookForReports() {
    return reportsLook;
  }

  /** Looks at every server. */
  void sweep(Logger log) {
    for (Server server : fleet.servers()) {
      try {
        processor.handle(server, new Event.Swept(), log);
      } catch (RuntimeException e) {
        log.log(Level.SEVERE, "the sweep of " + server.name() + " failed", e);
      }
    }
    for (String queue : PoisonQueues.QUEUES) {
      try {
        poison.read(queue, (from, id, text) -> poisoned(from, id, text, log));
      } catch (RuntimeException e) {
        log.log(Level.SEVERE, "the poison queue of " + queue + " cannot be read", e);
      }
    }
    forget(log);
  }

  /** Whoever waits for an answer gets one; what the message says is not carried out any more. */
  private void poisoned(String queue, String id, String text, Logger log) {
    log.log(Level.WARNING, "message {0} of {1} was given up", new Object[] {id, queue});
    Command command = queue.equals("commands") ? command(text) : null;
    Server server = command == null ? null : Origin.of(command, fleet);
    // The operator hears of it through any server; the person only in the guild that asked.
    boolean known = server != null;
    processor.handle(
        known ? server : fleet.servers().getFirst(),
        new Event.Poisoned(queue, id, known ? command : null),
        log);
  }

  private static Command command(String text) {
    try {
      String message = new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8);
      return CommandMessage.decode(message) instanceof CommandMessage.Asked asked
          ? asked.command()
          : null;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  /** Once a day and process. */
  private void forget(Logger log) {
    LocalDate today = LocalDate.now(ZoneOffset.UTC);
    if (today.equals(forgotten)) {
      return;
    }
    forgotten = today;
    for (Server server : fleet.servers()) {
      try {
        history.forget(server.name(), Instant.now().minus(historyDays));
      } catch (RuntimeException e) {
        log.log(Level.WARNING, "old history of " + server.name() + " stays for now", e);
      }
    }
  }

  private Server server(String name) throws InvalidMessage {
    Server server = fleet.server(name);
    if (server == null) {
      throw new InvalidMessage("no such server");
    }
    return server;
  }

  /** A machine may send any number of them: the log is told as rarely as of requests. */
  private void refuse(String queue, String id, InvalidMessage why, Logger log) {
    String line =
        rejections.count(
            "message " + id + " of " + queue + " was refused: " + why.getMessage(), Instant.now());
    if (line != null) {
      log.log(Level.WARNING, line);
    }
  }

  /** Two hosts that raced each other should not race again at once. */
  private static void pause() {
    LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(LONGEST_PAUSE_NANOS));
  }
}
