package hearth.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.core.MachineEvent.GamePhase;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

/** What an event on a settled server costs before its announcement leaves. */
class ReactorCostTest {
  private static final Logger LOG = silent();

  private final List<String> calls = new ArrayList<>();
  private final MemoryStateStore memory = new MemoryStateStore();

  @Test
  void aJoinIsOneReadAndOneWriteBeforeItIsTold() {
    Story story = settled();
    join(story, 1);
    int told = calls.indexOf("post Joined");
    assertTrue(told >= 0, "it is told: " + calls);
    assertEquals(List.of("read", "write"), calls.subList(0, told));
  }

  @Test
  void theFiveHundredthEventCostsWhatTheFirstDid() {
    Story story = settled();
    join(story, 1);
    int first = calls.size();
    for (int i = 2; i < 500; i++) {
      join(story, i);
    }
    calls.clear();
    join(story, 500);
    assertEquals(first, calls.size(), calls.toString());
  }

  @Test
  void nothingOfAzureIsAskedFor() {
    Story story = settled();
    for (int i = 1; i < 50; i++) {
      join(story, i);
    }
    assertTrue(calls.stream().noneMatch(call -> call.startsWith("arm")), calls.toString());
  }

  @Test
  void aSweepOfAServerAtRestSendsNoTick() {
    Story story = new Story();
    new Reactor(new Counted(), ports(), () -> story.now, () -> {})
        .handle(Story.SERVER, new Event.Swept(), LOG);
    assertEquals(0, calls.stream().filter("tick"::equals).count(), calls.toString());
    assertEquals(3, calls.stream().filter("arm look"::equals).count(), "each placement's set");
  }

  /** A running server on which nothing is left to do. */
  private Story settled() {
    Story story = Story.running();
    story.state = story.state.written();
    memory.save("valheim", memory.load("valheim"), story.state);
    new Reactor(memory, ports(), () -> story.now, () -> {})
        .handle(Story.SERVER, heartbeat(story, 2, List.of()), LOG);
    calls.clear();
    return story;
  }

  private void join(Story story, int number) {
    long seq = memory.load("valheim").state().machine().seq() + 1;
    Transition join = new Transition(seq, true, "k" + number, "P" + number, story.now);
    new Reactor(new Counted(), ports(), () -> story.now, () -> {})
        .handle(Story.SERVER, heartbeat(story, seq, List.of(join)), LOG);
  }

  private static MachineEvent heartbeat(Story story, long seq, List<Transition> transitions) {
    return new MachineEvent(
        "valheim",
        story.state.generation(),
        1,
        seq,
        MachineEvent.Type.PLAYERS,
        GamePhase.RUNNING,
        null,
        null,
        3,
        transitions,
        null,
        null,
        null,
        null);
  }

  private Ports ports() {
    return new Ports(new Arm(), new Channel(), new Queues(), (s, a) -> new Result.Done(null), "1");
  }

  private final class Counted implements StateStore {
    @Override
    public Versioned load(String server) {
      calls.add("read");
      return memory.load(server);
    }

    @Override
    public Optional<Versioned> save(String server, Versioned from, State next) {
      calls.add("write");
      return memory.save(server, from, next);
    }
  }

  private final class Arm implements ScaleSets {
    @Override
    public Result look(String scaleSet, String operation) {
      calls.add("arm look");
      return new Result.Later(java.time.Duration.ZERO, false);
    }

    @Override
    public Result begin(Scale scale, String etag) {
      calls.add("arm begin");
      return new Result.Done(null);
    }
  }

  private final class Channel implements Chat {
    @Override
    public Result edit(Server server, Reply reply) {
      calls.add("edit");
      return new Result.Done("1");
    }

    @Override
    public Result keep(Server server, PrivateChannel channel) {
      calls.add("keep");
      return new Result.Done("4");
    }

    @Override
    public Result post(Server server, String channel, String thread, Announcement announcement) {
      calls.add("post " + announcement.note().getClass().getSimpleName());
      return new Result.Done("2");
    }

    @Override
    public Result show(Server server, SessionMessage message, SessionView view) {
      calls.add("show");
      return new Result.Done("3");
    }
  }

  private final class Queues implements Outbox {
    @Override
    public Result tick(Server server, Tick tick, java.time.Instant now) {
      calls.add("tick");
      return new Result.Done(null);
    }

    @Override
    public Result inbox(Server server, InboxMessage message) {
      calls.add("inbox");
      return new Result.Done(null);
    }
  }

  private static Logger silent() {
    Logger logger = Logger.getLogger(ReactorCostTest.class.getName());
    logger.setLevel(java.util.logging.Level.OFF);
    return logger;
  }
}
