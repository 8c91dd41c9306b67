package hearth.simulation;

import hearth.core.Command;
import hearth.core.CommandName;
import hearth.core.Ending;
import hearth.core.Options;
import hearth.core.Phase;
import hearth.core.ReplyAddress;
import hearth.core.User;
import hearth.core.delivery.EventProcessor;
import hearth.core.event.Event;
import hearth.core.event.MachineEvent;
import hearth.core.fleet.BudgetLimits;
import hearth.core.fleet.Limits;
import hearth.core.fleet.PhaseLimits;
import hearth.core.fleet.Placement;
import hearth.core.fleet.PrivateChannelPolicy;
import hearth.core.fleet.Server;
import hearth.core.fleet.Servers;
import hearth.core.fleet.StableName;
import hearth.core.fleet.StopLimits;
import hearth.core.note.Note;
import hearth.core.port.MemoryOutbox;
import hearth.core.port.Outbox;
import hearth.core.port.Ports;
import hearth.core.port.Result;
import hearth.core.state.Session;
import hearth.core.state.State;
import hearth.core.wanted.InboxMessage;
import hearth.core.wanted.Reply;
import hearth.core.wanted.Scale;
import hearth.core.wanted.Tick;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The whole control plane under one seed: the real rules and the real event processor; time,
 * queues, Azure, Discord, the agent and the hosts' deaths are simulated.
 */
final class Simulation {
  private static final Duration EVENING = Duration.ofHours(6);
  private static final Duration CALM = Duration.ofHours(4);

  private static final Logger SILENT = silent();

  private final long seed;
  private final Sabotage sabotage;
  private final List<Event.Poisoned> poison = new ArrayList<>();
  private String pointed;
  private Instant unwanted;
  private Instant surplusSince;
  private final World world;
  private final Store store;
  private final Azure azure;
  private final Discord discord;
  private final MessageQueue waiting;
  private final MessageQueue reports;
  private final MemoryOutbox queues = new MemoryOutbox(SERVER.name());
  private final List<Command> commands = new ArrayList<>();
  private final Ports ports;
  private int names;
  private long handled;
  private long newest;

  static final Server SERVER =
      Servers.privately(
          new PrivateChannelPolicy(List.of(), null),
          Servers.named(
              new StableName("v.example.org", "example.org", "v", null),
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
                      new PhaseLimits(
                          Duration.ofMinutes(2),
                          Duration.ofMinutes(10),
                          Duration.ofMinutes(15),
                          Duration.ofMinutes(20)),
                      new StopLimits(
                          Duration.ofMinutes(15),
                          Duration.ofMinutes(30),
                          Duration.ZERO,
                          1,
                          Duration.ofHours(12)),
                      new BudgetLimits(4, 0),
                      3,
                      0))));

  Simulation(long seed) {
    this(seed, Sabotage.NONE);
  }

  Simulation(long seed, Sabotage sabotage) {
    this.seed = seed;
    this.sabotage = sabotage;
    world = new World(seed);
    store = new Store(world, sabotage);
    azure = new Azure(world, SERVER, sabotage, vm -> new Agent(world, this));
    azure.given = this::given;
    azure.removed = this::removed;
    discord = new Discord(world, sabotage);
    waiting = new MessageQueue(world, sabotage, new Hosts());
    reports = new MessageQueue(world, sabotage, new Hosts());
    ports = new Ports(new Watched(), discord, new Queues(), this::point, "3");
  }

  /** Plays an evening full of faults, then a calm night, and holds Hearth to its promises. */
  long run() {
    try {
      Instant end = world.now.plus(EVENING);
      people(end);
      sweep();
      for (int times = 0; times < 3 && world.fault(0.2); times++) {
        world.afterSeconds(60, 18_000, () -> azure.scaledByHand(Agent.idle(world)));
      }
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
          switch (world.random.nextInt(11)) {
            case 0, 1 -> CommandName.STOP;
            case 2 -> CommandName.STATUS;
            case 3 -> CommandName.EXTEND;
            case 4 -> CommandName.RESTART;
            case 5 -> CommandName.SAY;
            case 6 -> CommandName.BACKUP_CREATE;
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
            new ReplyAddress(
                Long.toString(id),
                "9",
                "token",
                "2",
                new User(Integer.toString(100 + commands.size()), "U" + commands.size()),
                "en-GB",
                null,
                false),
            "1",
            name,
            "valheim",
            options(name),
            world.now);
    commands.add(command);
    world.log(command.user().name() + " asks " + name);
    waiting.send(
        new Event.Asked(command, List.of(), List.of()),
        Duration.ofMillis(world.random.nextInt(1000)));
  }

  private Options options(CommandName name) {
    return switch (name) {
      case START -> new Options(world.chance(0.2) ? 60 : 0, false, null, 0);
      case STOP -> new Options(0, world.chance(0.2), null, 0);
      case SAY -> new Options(0, false, "hello", 0);
      default -> Options.NONE;
    };
  }

  private void sweep() {
    world.after(
        Duration.ofMinutes(5),
        () -> {
          if (isHandled(new Event.Swept())) {
            for (Event.Poisoned one : List.copyOf(poison)) {
              if (isHandled(one)) {
                poison.remove(one);
              }
            }
          }
          unwanted();
          surplus();
          sweep();
        });
  }

  void event(MachineEvent event, Duration delay) {
    reports.send(event, delay);
  }

  List<InboxMessage> takeInbox() {
    return queues.take(SERVER.name());
  }

  void happened(String what) {
    discord.happened(what);
  }

  /** Of thirty evenings one has a machine that claims all kinds of things. */
  boolean isOfALiar() {
    return seed % 30 == 7;
  }

  String nextName() {
    names++;
    return "P" + names;
  }

  /** A new one each time: another host, which shares nothing but the store. */
  private void handle(Event event) {
    handled++;
    Event handed = sabotage.handed(event, store.state());
    new EventProcessor(store, ports, () -> world.now, world::meanwhile)
        .handle(SERVER, handed, SILENT);
    noticed(event);
    begun();
  }

  /** The sweep is a timer's: what failed is done by the next one. */
  private boolean isHandled(Event event) {
    try {
      handle(event);
      return true;
    } catch (Crash | IllegalStateException e) {
      return false;
    }
  }

  /** A session lasts as long as its start said, and none begins once the budget is spent. */
  private void begun() {
    Session session = store.state().session();
    if (session == null || session.number() == newest || session.startedBy() == null) {
      return;
    }
    newest = session.number();
    boolean justNow = store.state().life().phase() == Phase.ALLOCATING;
    boolean limited =
        commands.stream()
            .anyMatch(c -> c.user().equals(session.startedBy()) && c.options().minutes() > 0);
    check(limited == (session.until() != null), "a start keeps what it said of how long");
    check(
        !justNow
            || store.state().usage().seconds() < 3600L * SERVER.limits().budget().monthlyHours(),
        "no session begins once the budget is spent");
  }

  /** A notice is acted upon by whichever report says it first. */
  private void noticed(Event event) {
    if (event instanceof MachineEvent e && e.evicting()) {
      State state = store.state();
      boolean gone =
          state.life().phase() == Phase.DEALLOCATING || state.life().phase() == Phase.STOPPED;
      check(
          gone || state.life().generation() > e.source().generation(),
          "a notice is taken in: " + e.type());
    }
  }

  /** What fetches messages. */
  private final class Hosts implements MessageQueue.Hosts {
    @Override
    public void handle(Event event) {
      Simulation.this.handle(event);
    }

    @Override
    public void poisoned(Event event) {
      world.log("poisoned: " + event);
      Command command = event instanceof Event.Asked asked ? asked.command() : null;
      poison.add(new Event.Poisoned("commands", "m" + handled, command));
    }
  }

  private Result.Delivered point(Server server, String address) {
    world.mayCrash();
    if (world.fault(0.1)) {
      return new Result.Later(Duration.ZERO, true);
    }
    pointed = address;
    return world.fault(0.02) ? new Result.Refused("HTTP 403", "") : new Result.Done(null);
  }

  /** A game with somebody on was told to stop without being asked whether it is empty. */
  void stoppedUnderPlayers() {
    State state = store.state();
    Ending ending = state.session() == null ? null : state.session().ending();
    check(
        ending == null
            || (ending.cause() != Ending.Cause.IDLE && ending.cause() != Ending.Cause.NEVER_JOINED),
        "nobody is on when it stops by itself");
  }

  /** A game has opened the world: it must be the only one. */
  void opened() {
    if (azure.running().stream().filter(vm -> vm.agent.holdsWorld()).count() > 1) {
      throw new Broken("two machines have one world open");
    }
  }

  /** No world goes with its machine unless it was saved, or people are told that it may not be. */
  private void given(Azure.Vm vm) {
    State state = store.state();
    Ending ending = state.session() == null ? null : state.session().ending();
    boolean unsaved = vm.agent.holdsUnsavedWorld() && ending != null;
    check(!unsaved || !Boolean.TRUE.equals(ending.saved()), "what is told as saved was saved");
    boolean heard = state.machine() != null && state.machine().heardAt() != null;
    boolean told =
        unsaved
            && (Boolean.FALSE.equals(ending.saved())
                || ending.cause() == Ending.Cause.EVICTED
                || ending.cause() == Ending.Cause.FAILED
                || ending.cause() == Ending.Cause.FOREIGN);
    check(!unsaved || !heard || told, "a world goes unsaved and nobody is told: " + ending);
  }

  /** A machine that no session wants goes within the sweep's reach. */
  private void unwanted() {
    boolean idle = azure.capacity() > 0 && store.state().life().phase() == Phase.STOPPED;
    if (!idle) {
      unwanted = null;
    } else if (unwanted == null) {
      unwanted = world.now;
    }
    check(
        unwanted == null || unwanted.plus(Duration.ofMinutes(30)).isAfter(world.now),
        "no capacity stays that no session wants");
  }

  /** A machine that is removed alone is never the session's own. */
  private void removed(Azure.Vm vm) {
    State state = store.state();
    boolean own = state.machine() != null && vm.id.equals(state.machine().vmId());
    check(!own && !vm.agent.isPlayed(), "the session's own machine is never removed as a surplus");
  }

  /** Beside the one that a session has there is no other for long. */
  private void surplus() {
    boolean more = azure.running().size() > 1 && store.state().life().phase() == Phase.RUNNING;
    surplusSince = more ? (surplusSince == null ? world.now : surplusSince) : null;
    check(
        surplusSince == null || surplusSince.plus(Duration.ofMinutes(30)).isAfter(world.now),
        "no machine stays beside the session's own");
  }

  private void quiescent() {
    State state = store.state();
    check(
        state.life().phase() == Phase.STOPPED,
        "the last stop ends in STOPPED, not " + state.life().phase());
    check(azure.capacity() == 0 && azure.running().isEmpty(), "no machine is left");
    check(state.discord().replies().isEmpty(), "every reply was given");
    check(state.discord().announcements().isEmpty(), "every announcement was made or given up");
    check(state.azure().inbox().isEmpty(), "nothing waits for an agent");
    check(state.delivery().lease() == null, "nobody delivers");
    check(
        state.discord().message() == null
            || state.discord().message().done() >= state.discord().message().revision(),
        "the session message shows the end");
    check(
        state.discord().message() == null
            || state.discord().message().done() == Long.MAX_VALUE
            || state.discord().message().revision() == discord.shownRevision(),
        "what the session message shows is what it should");
    check(
        state.azure().hostname() == null || state.azure().hostname().address().equals(pointed),
        "the stable name points where it should");
    check(discord.channels().isEmpty(), "no private channel is left");
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
      case Note.AnswerLost n -> n.user().equals(command.user());
      case Note.AnswerRefused n -> n.user().equals(command.user());
      default -> false;
    };
  }

  private static void check(boolean holds, String what) {
    if (!holds) {
      throw new Broken("not true: " + what);
    }
  }

  /** Watches what is done to Azure with the state that wants it. */
  private final class Watched implements hearth.core.port.ScaleSets {
    @Override
    public Result.Seen look(String scaleSet, String operation) {
      return azure.look(scaleSet, operation);
    }

    @Override
    public Result.Scaled begin(Scale scale, String etag) {
      State state = store.state();
      boolean automatic =
          state.session() != null
              && state.session().ending() != null
              && (state.session().ending().cause() == Ending.Cause.IDLE
                  || state.session().ending().cause() == Ending.Cause.NEVER_JOINED
                  || state.session().ending().cause() == Ending.Cause.FAILED);
      if (scale.capacity() == 0 && automatic) {
        check(
            azure.running().stream().noneMatch(vm -> vm.agent.isPlayed()),
            "nobody is on when it stops by itself");
      }
      if (scale.capacity() == 0 && state.session() != null && state.session().ending() == null) {
        check(
            azure.running().stream()
                .noneMatch(vm -> vm.set.equals(scale.scaleSet()) && vm.agent.isPlayedAndHeard()),
            "no game that is played and reports is taken by what looks show");
      }
      return azure.begin(scale, etag);
    }

    @Override
    public Result.Delivered remove(String scaleSet, String instance) {
      return azure.remove(scaleSet, sabotage.removed(instance, azure.running()));
    }
  }

  /** The queues that Hearth writes to. */
  private final class Queues implements Outbox {
    @Override
    public Result.Sent tick(Server server, Tick tick, Instant now) {
      world.mayCrash();
      if (world.fault(0.02)) {
        return new Result.Later(Duration.ZERO, false);
      }
      Duration wait = Duration.between(now, tick.due());
      Duration delay = wait.isNegative() ? Duration.ZERO : wait;
      waiting.send(new Event.Ticked(tick.n()), delay.plusMillis(world.random.nextInt(2000)));
      return new Result.Done(null);
    }

    @Override
    public Result.Delivered inbox(Server server, InboxMessage message) {
      world.mayCrash();
      if (world.fault(0.02)) {
        return new Result.Later(Duration.ZERO, false);
      }
      return queues.inbox(server, sabotage.sent(message));
    }
  }

  private static Logger silent() {
    Logger logger = Logger.getLogger("simulation");
    logger.setLevel(Level.OFF);
    return logger;
  }
}
