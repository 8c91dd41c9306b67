package hearth.simulation;

import hearth.core.Command;
import hearth.core.CommandName;
import hearth.core.Ending;
import hearth.core.Event;
import hearth.core.InboxMessage;
import hearth.core.Limits;
import hearth.core.MachineEvent;
import hearth.core.Note;
import hearth.core.Options;
import hearth.core.Outbox;
import hearth.core.Phase;
import hearth.core.Placement;
import hearth.core.Ports;
import hearth.core.Reactor;
import hearth.core.Reply;
import hearth.core.Result;
import hearth.core.Scale;
import hearth.core.Server;
import hearth.core.Servers;
import hearth.core.State;
import hearth.core.Tick;
import hearth.core.User;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The whole control plane under one seed: the real rules and the real reactor; time, queues, Azure,
 * Discord, the agent and the hosts' deaths are simulated.
 */
final class Simulation {
  private static final Duration EVENING = Duration.ofHours(6);
  private static final Duration CALM = Duration.ofHours(4);
  private static final Logger SILENT = silent();

  private final long seed;
  private final World world;
  private final Store store;
  private final Azure azure;
  private final Discord discord;
  private final List<InboxMessage> inbox = new ArrayList<>();
  private final List<Command> commands = new ArrayList<>();
  private final Ports ports;
  private int names;
  private long handled;

  static final Server SERVER =
      Servers.server(
          "valheim",
          "Valheim",
          "1",
          "2",
          List.of(
              new Placement("set-a", "Standard_D2as_v5", true, 0.02),
              new Placement("set-b", "Standard_D2s_v5", true, 0.02)),
          Servers.everyone(),
          new Limits(
              Duration.ofMinutes(2),
              Duration.ofMinutes(10),
              Duration.ofMinutes(15),
              Duration.ofMinutes(20),
              Duration.ofMinutes(15),
              Duration.ofMinutes(30),
              Duration.ZERO,
              1,
              Duration.ofHours(12),
              3,
              0,
              0,
              0));

  Simulation(long seed) {
    this.seed = seed;
    world = new World(seed);
    store = new Store(world);
    azure = new Azure(world, SERVER, vm -> new Agent(world, this));
    discord = new Discord(world);
    ports =
        new Ports(
            new Watched(), discord, new Queues(), (server, address) -> new Result.Done(null), "3");
  }

  /** Plays an evening full of faults, then a calm night, and holds Hearth to its promises. */
  long run() {
    try {
      Instant end = world.now.plus(EVENING);
      people(end);
      sweep();
      world.runUntil(end);
      world.calm();
      ask(CommandName.STOP);
      world.runUntil(end.plus(CALM));
      quiescent();
      return handled;
    } catch (Broken | RuntimeException e) {
      throw new AssertionError(
          "seed " + seed + ": " + e.getMessage() + "\n" + world.trace() + "\n" + store.state(), e);
    }
  }

  private void people(Instant end) {
    for (Instant at = world.now;
        at.isBefore(end);
        at = at.plusSeconds(60 + world.random.nextInt(3000))) {
      CommandName name =
          switch (world.random.nextInt(4)) {
            case 0 -> CommandName.STOP;
            case 1 -> CommandName.STATUS;
            default -> CommandName.START;
          };
      int crowd = world.chance(0.2) ? 3 : 1;
      for (int i = 0; i < crowd; i++) {
        world.after(Duration.between(world.now, at), () -> ask(name));
      }
    }
  }

  private void ask(CommandName name) {
    long id = ((world.now.toEpochMilli() - 1_420_070_400_000L) << 22) | (commands.size() & 0xfff);
    Command command =
        new Command(
            Long.toString(id),
            "9",
            "token",
            "1",
            "2",
            new User(Integer.toString(100 + commands.size()), "U" + commands.size()),
            "en-GB",
            name,
            "valheim",
            Options.NONE,
            world.now);
    commands.add(command);
    world.log(command.user().name() + " asks " + name);
    deliver(
        new Event.Asked(command, List.of(), List.of()),
        Duration.ofMillis(world.random.nextInt(1000)));
  }

  private void sweep() {
    world.after(
        Duration.ofMinutes(5),
        () -> {
          handle(new Event.Swept(), 5);
          sweep();
        });
  }

  void event(MachineEvent event, Duration delay) {
    deliver(event, delay);
  }

  List<InboxMessage> takeInbox() {
    List<InboxMessage> taken = List.copyOf(inbox);
    inbox.clear();
    return taken;
  }

  String nextName() {
    names++;
    return "P" + names;
  }

  /** At least once: sometimes twice, sometimes late. */
  private void deliver(Event event, Duration delay) {
    world.after(delay, () -> handle(event, 1));
    if (world.fault(0.05)) {
      world.after(delay.plusSeconds(world.random.nextInt(90)), () -> handle(event, 1));
    }
  }

  /** A new reactor each time: another host, which shares nothing but the store. */
  private void handle(Event event, int attempt) {
    handled++;
    try {
      new Reactor(store, ports, () -> world.now, world::meanwhile).handle(SERVER, event, SILENT);
    } catch (Crash e) {
      // What a dead host had fetched stays hidden for ten minutes.
      world.after(Duration.ofMinutes(10), () -> handle(event, attempt));
    } catch (IllegalStateException e) {
      world.after(Duration.ofSeconds(10), () -> handle(event, attempt + 1));
    }
  }

  private void quiescent() {
    State state = store.state();
    check(state.phase() == Phase.STOPPED, "the last stop ends in STOPPED, not " + state.phase());
    check(azure.capacity() == 0 && azure.running().isEmpty(), "no machine is left");
    check(state.replies().isEmpty(), "every reply was given");
    check(state.announcements().isEmpty(), "every announcement was made or given up");
    check(state.inbox().isEmpty(), "nothing waits for an agent");
    check(state.lease() == null, "nobody delivers");
    check(
        state.message() == null || state.message().done() >= state.message().revision(),
        "the session message shows the end");
    for (Command command : commands) {
      check(isAnswered(command), "was answered: " + command + " of " + command.user().name());
    }
  }

  private boolean isAnswered(Command command) {
    Reply reply = discord.reply(command.interaction());
    boolean replied = reply != null && reply.last();
    return replied
        || discord.posts().stream().anyMatch(note -> isFor(note, command))
        || wasFolded();
  }

  /** When more than twenty announcements wait, the oldest are folded, answers among them. */
  private boolean wasFolded() {
    return discord.posts().stream().anyMatch(Note.Folded.class::isInstance);
  }

  private static boolean isFor(Note note, Command command) {
    return switch (note) {
      case Note.ForUser n -> n.user().equals(command.user());
      case Note.TooLate n -> n.user().equals(command.user());
      default -> false;
    };
  }

  private static void check(boolean holds, String what) {
    if (!holds) {
      throw new Broken("not true: " + what);
    }
  }

  /** Watches what is done to Azure with the state that wants it. */
  private final class Watched implements hearth.core.ScaleSets {
    @Override
    public Result look(String scaleSet, String operation) {
      return azure.look(scaleSet, operation);
    }

    @Override
    public Result begin(Scale scale, String etag) {
      State state = store.state();
      boolean automatic =
          state.session() != null
              && state.session().ending() != null
              && (state.session().ending().cause() == Ending.Cause.IDLE
                  || state.session().ending().cause() == Ending.Cause.NEVER_JOINED);
      if (scale.capacity() == 0 && automatic) {
        check(
            azure.running().stream().noneMatch(vm -> vm.agent.isPlayed()),
            "nobody is on when it stops by itself");
      }
      return azure.begin(scale, etag);
    }
  }

  /** The queues that Hearth writes to. */
  private final class Queues implements Outbox {
    @Override
    public Result tick(Server server, Tick tick, Instant now) {
      world.mayCrash();
      if (world.fault(0.02)) {
        return new Result.Later(Duration.ZERO, false);
      }
      Duration wait = Duration.between(now, tick.due());
      Duration delay = wait.isNegative() ? Duration.ZERO : wait;
      deliver(new Event.Ticked(tick.n()), delay.plusMillis(world.random.nextInt(2000)));
      return new Result.Done(null);
    }

    @Override
    public Result inbox(Server server, InboxMessage message) {
      world.mayCrash();
      if (world.fault(0.02)) {
        return new Result.Later(Duration.ZERO, false);
      }
      if (message.type() == InboxMessage.Type.HELLO) {
        inbox.clear();
      }
      inbox.add(message);
      return new Result.Done(null);
    }
  }

  private static Logger silent() {
    Logger logger = Logger.getLogger("simulation");
    logger.setLevel(Level.OFF);
    return logger;
  }
}
