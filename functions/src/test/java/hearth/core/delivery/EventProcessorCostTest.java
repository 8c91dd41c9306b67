package hearth.core.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.core.event.Event;
import hearth.core.event.MachineEvent;
import hearth.core.event.MachineEvent.GamePhase;
import hearth.core.event.Transition;
import hearth.core.port.MemoryStateStore;
import hearth.core.state.Step;
import java.util.List;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

/** What an event on a settled server costs before its announcement leaves. */
class EventProcessorCostTest {
  private static final Logger LOG = silent();

  private final Recorder world = new Recorder();
  private final List<String> calls = world.calls;
  private final MemoryStateStore memory = world.memory;

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
    // Not even the announcement: it is folded with those before it.
    assertTrue(calls.size() <= first, calls.toString());
  }

  @Test
  void nothingOfAzureIsAskedFor() {
    Story story = settled();
    for (int i = 1; i < 50; i++) {
      join(story, i);
    }
    assertTrue(
        calls.stream().noneMatch(call -> call.startsWith("look") || call.startsWith("begin")),
        calls.toString());
  }

  @Test
  void aSweepOfAServerAtRestSendsNoTick() {
    Story story = new Story();
    new EventProcessor(world, world.ports(), () -> story.now, () -> {})
        .handle(Story.SERVER, new Event.Swept(), LOG);
    assertEquals(0, calls.stream().filter("tick"::equals).count(), calls.toString());
    assertEquals(
        3, calls.stream().filter(c -> c.startsWith("look")).count(), "each placement's set");
  }

  /** A running server on which nothing is left to do. */
  private Story settled() {
    Story story = Story.running();
    memory.save("valheim", memory.load("valheim"), Step.to(story.state));
    new EventProcessor(memory, world.ports(), () -> story.now, () -> {})
        .handle(Story.SERVER, heartbeat(story, 2, List.of()), LOG);
    calls.clear();
    return story;
  }

  private void join(Story story, int number) {
    long seq = memory.load("valheim").state().machine().seq() + 1;
    Transition join = new Transition(seq, true, "k" + number, "P" + number, story.now);
    new EventProcessor(world, world.ports(), () -> story.now, () -> {})
        .handle(Story.SERVER, heartbeat(story, seq, List.of(join)), LOG);
  }

  private static MachineEvent heartbeat(Story story, long seq, List<Transition> transitions) {
    return new MachineEvent(
        new MachineEvent.Source("valheim", story.state.life().generation(), 1, seq),
        MachineEvent.Type.PLAYERS,
        new MachineEvent.Game(GamePhase.RUNNING, null, null, null),
        new MachineEvent.Online(null, 3, transitions),
        false,
        null,
        null,
        null,
        null);
  }

  private static Logger silent() {
    Logger logger = Logger.getLogger(EventProcessorCostTest.class.getName());
    logger.setLevel(java.util.logging.Level.OFF);
    return logger;
  }
}
