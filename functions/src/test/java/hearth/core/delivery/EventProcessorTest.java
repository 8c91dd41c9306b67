package hearth.core.delivery;

import static hearth.core.delivery.Story.ADA;
import static hearth.core.delivery.Story.BEN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.core.Command;
import hearth.core.CommandName;
import hearth.core.Options;
import hearth.core.Phase;
import hearth.core.ReplyAddress;
import hearth.core.event.Event;
import hearth.core.note.Note;
import hearth.core.port.Ports;
import hearth.core.port.Result;
import hearth.core.port.ScaleSetView;
import hearth.core.port.StateStore;
import hearth.core.state.Draft;
import hearth.core.state.State;
import hearth.core.state.Step;
import hearth.core.wanted.Announcement;
import hearth.core.wanted.Hostname;
import hearth.core.wanted.Lease;
import hearth.core.wanted.Progress;
import hearth.core.wanted.Tick;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

/** Who delivers, what is saved when, and what happens to those who lose a race or break off. */
class EventProcessorTest {
  private static final Logger LOG = silent();

  private final Recorder world = new Recorder();
  private final Story story = new Story();
  private int pauses;
  private final EventProcessor processor =
      new EventProcessor(world, world.ports(), () -> story.now, () -> pauses++);

  private void handle(Event event) {
    processor.handle(story.server, event, LOG);
  }

  private static Event.Asked asks(CommandName name, String id) {
    return new Event.Asked(
        new Command(
            new ReplyAddress(id, "9", "token", "20", ADA, "", null, false),
            "10",
            name,
            "valheim",
            Options.NONE,
            new Story().now),
        List.of(),
        List.of());
  }

  private static Event.Asked asks(CommandName name, int number) {
    return asks(name, Long.toString(Story.idAt(new Story().now) + number));
  }

  private State state() {
    return world.memory.load("valheim").state();
  }

  /** As if somebody else had saved this in between. */
  private void changed(java.util.function.Consumer<Draft> change) {
    StateStore.Versioned found = world.memory.load("valheim");
    story.state = found.state();
    world.memory.save("valheim", found, Step.to(story.twisted(change).state));
  }

  private void leasedByAnother(Duration left) {
    changed(d -> d.delivery.lease(new Lease("other", d.now.plus(left))));
  }

  private List<String> told() {
    return world.calls.stream().filter(c -> !c.equals("read") && !c.equals("write")).toList();
  }

  private long count(String call) {
    return world.calls.stream().filter(call::equals).count();
  }

  @Test
  void aStartIsSavedThenItsKeyIsSentAndTheSetLookedAtBeforeItIsWritten() {
    ScaleSetView dark =
        new ScaleSetView("set-a", "e-1", 0, true, List.of(), new ScaleSetView.Operation.None());
    world.answers = call -> call.startsWith("look") ? new Result.Looked(dark) : null;
    handle(asks(CommandName.START, 1));
    assertEquals(
        List.of("tick", "inbox", "look set-a", "begin set-a=1 e-1", "tick", "edit", "show"),
        told(),
        "the second tick is for the next look");
    assertEquals(List.of("read", "write"), world.calls.subList(0, 2));
    assertTrue(state().azure().scale().isDone());
    assertNull(state().delivery().lease(), "with nothing left to do the lease is given back");
    assertTrue(state().delivery().tick().sent());
  }

  @Test
  void aSetThatChangedSinceIsLookedAtAgain() {
    ScaleSetView dark =
        new ScaleSetView("set-a", "e-1", 0, true, List.of(), new ScaleSetView.Operation.None());
    world.answers =
        call ->
            call.startsWith("look")
                ? new Result.Looked(dark)
                : call.startsWith("begin") && count("look set-a") == 1 ? new Result.Stale() : null;
    handle(asks(CommandName.START, 1));
    assertEquals(2, count("look set-a"));
    assertEquals(2, count("begin set-a=1 e-1"));
    assertTrue(state().azure().scale().isDone());
  }

  @Test
  void whatIsOldNewsIsNotSaved() {
    handle(asks(CommandName.STATUS, 1));
    world.calls.clear();
    handle(asks(CommandName.STATUS, 1));
    assertEquals(List.of("read"), world.calls);
    handle(new Event.Ticked(99));
    assertEquals(List.of("read", "read"), world.calls);
  }

  @Test
  void whileAnotherHoldsTheLeaseTheEventIsOnlySaved() {
    leasedByAnother(Duration.ofSeconds(20));
    handle(asks(CommandName.START, 1));
    assertEquals(List.of("read", "write", "tick"), world.calls, "the owner may be dead");
    assertEquals("other", state().delivery().lease().owner());
    assertTrue(state().delivery().tick().sent());
    assertEquals(Phase.ALLOCATING, state().life().phase());
    world.calls.clear();
    handle(asks(CommandName.STATUS, 2));
    assertEquals(List.of("read", "write"), world.calls, "one tick is enough");
  }

  @Test
  void anOwnersUnsentTickIsLeftToTheOwner() {
    leasedByAnother(Duration.ofSeconds(20));
    changed(
        d -> {
          d.delivery.ticks(3);
          d.delivery.tick(new Tick(3, d.now.plusSeconds(1), false));
        });
    handle(asks(CommandName.STATUS, 1));
    assertEquals(0, count("tick"));
    assertFalse(state().delivery().tick().sent());
  }

  @Test
  void aDeadOwnersLeaseIsTakenOver() {
    leasedByAnother(Duration.ZERO);
    handle(asks(CommandName.STATUS, 1));
    assertEquals(1, count("edit"));
    assertNull(state().delivery().lease());
  }

  @Test
  void aTickThatAloneIsWantedIsSentWithoutALease() {
    changed(
        d ->
            d.azure.hostname(
                new Hostname("1.2.3.4", new Progress(2, 1, 1, d.now.plusSeconds(50)))));
    changed(d -> d.delivery.lease(new Lease("other", d.now)));
    handle(new Event.Poisoned("q", "m", null));
    changed(d -> d.delivery.tick(null));
    world.calls.clear();
    story.later(Duration.ofSeconds(1));
    changed(d -> d.discord.announcements(List.of()));
    handle(asks(CommandName.STATUS, Long.toString(Story.idAt(story.now.minusSeconds(1000)))));
    assertTrue(state().delivery().tick().sent());
    assertEquals(1, count("tick"));
  }

  @Test
  void aLostRaceIsTriedAgainFromTheNewestStateAfterAPause() {
    world.beforeSave =
        n -> {
          if (n <= 2) {
            changed(d -> d.life.generation(d.life.generation() + 1));
          }
        };
    handle(asks(CommandName.STATUS, 1));
    assertEquals(2, pauses);
    assertEquals(2, state().life().generation(), "what the others saved stays");
    assertEquals(1, count("edit"));
  }

  @Test
  void whoLosesTwelveRacesGivesTheEventBack() {
    world.beforeSave = n -> changed(d -> d.life.generation(d.life.generation() + 1));
    assertThrows(IllegalStateException.class, () -> handle(asks(CommandName.STATUS, 1)));
    assertEquals(12, count("write"));
    assertEquals(12, pauses);
    assertEquals(List.of(), state().memory().seen());
  }

  @Test
  void eleventhHourLuckIsLuckToo() {
    world.beforeSave =
        n -> {
          if (n <= 11) {
            changed(d -> d.life.generation(d.life.generation() + 1));
          }
        };
    handle(asks(CommandName.STATUS, 1));
    assertEquals(1, count("edit"));
  }

  @Test
  void whatACallCameToIsNotedInTheNewestState() {
    world.beforeSave =
        n -> {
          if (n == 2) {
            changed(d -> d.life.generation(7));
          }
        };
    handle(asks(CommandName.STATUS, 1));
    assertEquals(7, state().life().generation());
    assertEquals(List.of(), state().discord().replies(), "the answer was given once");
    assertEquals(1, count("edit"));
    assertEquals(0, pauses);
  }

  @Test
  void whoLostTheLeaseMeanwhileDeliversNothingMore() {
    world.beforeSave =
        n -> {
          if (n == 2) {
            changed(d -> d.delivery.lease(new Lease("other", d.now.plusSeconds(30))));
          }
        };
    handle(asks(CommandName.START, 1));
    assertEquals("other", state().delivery().lease().owner());
    assertEquals(1, count("tick"));
    assertEquals(0, count("inbox"));
  }

  @Test
  void whoCannotNoteWhatACallCameToGivesUp() {
    world.beforeSave =
        n -> {
          if (n > 1) {
            changed(d -> d.life.generation(d.life.generation() + 1));
          }
        };
    handle(asks(CommandName.STATUS, 1));
    assertEquals(List.of("tick"), told(), "it is not called again and again");
    assertNotNull(state().delivery().lease(), "which runs out by itself");
    assertEquals(
        state().delivery().lease().until(),
        state().delivery().tick().due(),
        "and then somebody is woken");
  }

  @Test
  void aCallThatThrowsIsTriedAgainLater() {
    world.answers =
        call -> {
          if (call.equals("edit")) {
            throw new IllegalArgumentException("what no adapter should do");
          }
          return null;
        };
    handle(asks(CommandName.STATUS, 1));
    assertEquals(story.now.plus(Lease.LENGTH), state().discord().replies().getFirst().notBefore());
    assertEquals(1, count("edit"));
    assertEquals(story.now.plus(Lease.LENGTH), state().delivery().tick().due());
  }

  @Test
  void aTickThatCannotBeSentIsNotTriedAgainInTheSameRun() {
    world.answers = call -> call.equals("tick") ? Recorder.NOTHING_NEW : null;
    handle(asks(CommandName.START, 1));
    assertEquals(1, count("tick"));
    assertEquals(1, count("edit"), "the rest is done all the same");
    assertFalse(state().delivery().tick().sent());
    assertNull(state().delivery().lease());
  }

  @Test
  void storageThatFailsAfterTheEventWasSavedFailsNobody() {
    world.beforeSave =
        n -> {
          if (n == 2) {
            throw new IllegalStateException("storage is away");
          }
        };
    handle(asks(CommandName.STATUS, 1));
    assertEquals(1, state().memory().seen().size());
  }

  @Test
  void aLeaseThatEndsSoonIsRenewedBeforeTheNextCall() {
    List<Boolean> lasting = new ArrayList<>();
    world.answers =
        call -> {
          lasting.add(state().delivery().lease().isLive(story.now.plus(Lease.CALL)));
          return null;
        };
    world.beforeSave =
        n -> {
          if (n == 2) {
            story.later(Duration.ofSeconds(16));
          }
        };
    handle(asks(CommandName.STATUS, 1));
    assertEquals(List.of("tick", "edit"), told());
    assertEquals(List.of(true, true), lasting);
    assertNull(state().delivery().lease());
  }

  @Test
  void oneInvocationAfterTheOtherWhicheverThreadItIsOn() throws InterruptedException {
    for (int i = 1; i <= 2; i++) {
      int number = i;
      Thread thread = Thread.ofVirtual().start(() -> handle(asks(CommandName.STATUS, number)));
      thread.join();
    }
    assertEquals(2, count("edit"));
  }

  @Test
  void whoeverAsksMeanwhileIsAnsweredByTheOwner() {
    world.answers =
        call -> {
          if (call.equals("edit") && count("edit") == 1) {
            handle(asks(CommandName.STATUS, 2));
          }
          return null;
        };
    handle(asks(CommandName.STATUS, 1));
    assertEquals(2, count("edit"));
    assertEquals(List.of(), state().discord().replies());
    assertNull(state().delivery().lease());
  }

  @Test
  void theOperatorsLinesGoToTheOperatorsChannelIfThereIsOne() {
    Announcement line = Announcement.of(1, true, new Note.Drift(null), story.now);
    Ports without = new Ports(world, world, world, world, null);
    Action<?> post = new AnnouncementTarget.Post(line, null);
    assertTrue(
        post.perform(without, story.server, story.now) instanceof Result.Refused refused
            && refused.code().equals("no-operator-channel"));
    assertEquals(List.of(), world.calls);
    assertEquals(new Result.Done("2"), post.perform(world.ports(), story.server, story.now));
    Announcement own = Announcement.of(1, false, new Note.Joined(BEN.name()), story.now);
    assertEquals(
        new Result.Done("2"),
        new AnnouncementTarget.Post(own, null).perform(without, story.server, story.now));
  }

  private static Logger silent() {
    Logger logger = Logger.getLogger(EventProcessorTest.class.getName());
    logger.setLevel(Level.OFF);
    return logger;
  }
}
