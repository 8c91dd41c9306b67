package hearth.core.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import hearth.core.CommandName;
import hearth.core.Ending;
import hearth.core.Phase;
import hearth.core.event.Event;
import hearth.core.event.MachineEvent;
import hearth.core.event.MachineEvent.GamePhase;
import hearth.core.event.Trouble;
import hearth.core.note.Note;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What troubles a game is tried again, told, or the end of the session. */
class TroubleRulesTest {
  private static final String DISK_FULL = "Failed to save world to disk: disk full";

  @ParameterizedTest(name = "{0} in a {1} that says {2}")
  @CsvSource({
    "PHASE, BOOTING, RETRYING, BOOTING, 1",
    "HEARTBEAT, BOOTING, RETRYING, BOOTING, 1",
    "FAILED, BOOTING, RETRYING, BOOTING, 1",
    "FAILED, BOOTING, , BOOTING, 1",
    "PHASE, LOADING, RETRYING, LOADING, 1",
    "PHASE, LOADING, NOTICED, LOADING, 1",
    "PHASE, RUNNING, NOTICED, RUNNING, 1",
    "PLAYERS, RUNNING, NOTICED, RUNNING, 1",
    "FAILED, RUNNING, NOTICED, RUNNING, 1",
    "FAILED, RUNNING, , RUNNING, 1",
    "FAILED, LOADING, , LOADING, 1",
    "PHASE, SAVING, OVER, SAVING, 1",
    "HEARTBEAT, SAVING, OVER, SAVING, 1",
    "FAILED, RUNNING, OVER, SAVING, 1",
    "FAILED, BOOTING, OVER, SAVING, 1",
    "FAILED, STOPPED, OVER, DEALLOCATING, 0",
    "FAILED, STOPPED, , DEALLOCATING, 0",
    "STOPPED, STOPPED, OVER, DEALLOCATING, 0",
    "STOPPED, STOPPED, NOTICED, DEALLOCATING, 0",
  })
  void onlyWhatIsOverTakesTheMachineAndOnlyAfterItsAgent(
      MachineEvent.Type type, GamePhase game, Trouble.Kind kind, Phase then, int capacity) {
    Story story =
        switch (game) {
          case BOOTING -> booting();
          case LOADING -> booting().reports(MachineEvent.Type.PHASE, GamePhase.LOADING, null);
          default -> Story.running();
        };
    Report report = story.report(type, game).detail(DISK_FULL);
    story.happens((kind == null ? report : report.trouble(kind, DISK_FULL)).event());
    assertEquals(then, story.state.life().phase());
    assertEquals(capacity, story.state.azure().scale().capacity());
  }

  private static Story booting() {
    return Story.of(Story.SERVER)
        .asks(Story.ADA, CommandName.START)
        .begun()
        .sees("set-a", 1, "vm-1")
        .reports(MachineEvent.Type.PHASE, GamePhase.BOOTING, null);
  }

  @Test
  void aStepThatIsTriedAgainIsShownAsThatUntilItIsDone() {
    Story story = booting();
    story.happens(
        story
            .report(MachineEvent.Type.PHASE, GamePhase.BOOTING)
            .step("image")
            .trouble(Trouble.Kind.RETRYING, "fetch: timeout")
            .event());
    assertEquals(new Note.Lighting(Phase.BOOTING, "image", true), story.lastReply());
    story.happens(story.report(MachineEvent.Type.PHASE, GamePhase.BOOTING).step("world").event());
    assertEquals(new Note.Lighting(Phase.BOOTING, "world", false), story.lastReply());
    assertEquals(List.of(), story.toldOperator());
  }

  @Test
  void aStepThatFailsForEverIsBoundedByItsPhaseAndTheEndSaysWhy() {
    Story story = booting();
    story.happens(
        story
            .report(MachineEvent.Type.PHASE, GamePhase.BOOTING)
            .step("image")
            .trouble(Trouble.Kind.RETRYING, "fetch: timeout")
            .event());
    story.later(Duration.ofMinutes(15)).happens(new Event.Swept());
    assertEquals(
        new Ending(Ending.Cause.TIMEOUT, null, null, "image: fetch: timeout"),
        story.state.session().ending());
    assertEquals(Phase.SAVING, story.state.life().phase());
  }

  @Test
  void whatAGameNoticesIsToldOnceInTheChannelAndOnceToTheOperator() {
    Story story = Story.running();
    MachineEvent first =
        story
            .report(MachineEvent.Type.PHASE, GamePhase.RUNNING)
            .count(2)
            .trouble(Trouble.Kind.NOTICED, DISK_FULL)
            .event();
    story.happens(first);
    for (int i = 0; i < 5; i++) {
      story.happens(
          story
              .report(MachineEvent.Type.HEARTBEAT, GamePhase.RUNNING)
              .count(2)
              .troubleSince(Trouble.Kind.NOTICED, DISK_FULL, first.source().seq())
              .event());
      story.happens(
          story
              .report(MachineEvent.Type.PHASE, GamePhase.RUNNING)
              .count(2)
              .trouble(Trouble.Kind.NOTICED, DISK_FULL)
              .event());
    }
    assertEquals(2, story.count(Note.Noticed.class));
    assertEquals(List.of(new Note.Noticed(DISK_FULL)), story.toldOperator());
    assertNull(story.state.session().ending());
  }

  @Test
  void aGameThatThinksOfMoreAndMoreTroubleIsHeardThreeTimes() {
    Story story = Story.running();
    for (int i = 0; i < 9; i++) {
      story.happens(
          story
              .report(MachineEvent.Type.PHASE, GamePhase.RUNNING)
              .trouble(Trouble.Kind.NOTICED, "x".repeat(i + 1))
              .event());
    }
    assertEquals(3, story.count(Note.Noticed.class));
    assertEquals(List.of(new Note.Repeated(new Note.Noticed("xxx"), 3)), story.toldOperator());
  }

  @ParameterizedTest(name = "saved: {0}")
  @CsvSource({"true", "false", ","})
  void whatIsOverIsSavedFirstAndTheEndSaysWhether(Boolean saved) {
    Story story = Story.running();
    MachineEvent over =
        story
            .report(MachineEvent.Type.PHASE, GamePhase.SAVING)
            .trouble(Trouble.Kind.OVER, "out of memory")
            .event();
    story.happens(over);
    assertEquals(Phase.SAVING, story.state.life().phase());
    story.happens(
        story
            .report(MachineEvent.Type.FAILED, GamePhase.STOPPED)
            .saved(saved)
            .troubleSince(Trouble.Kind.OVER, "out of memory", over.source().seq())
            .event());
    assertEquals(Phase.DEALLOCATING, story.state.life().phase());
    assertEquals(
        new Ending(Ending.Cause.FAILED, null, saved, "out of memory"),
        story.state.session().ending());
  }

  @Test
  void anAgentThatDiesWhileItSavesWhatIsOverIsWaitedForAsForAnyStop() {
    Story story = Story.running();
    story.happens(
        story
            .report(MachineEvent.Type.PHASE, GamePhase.SAVING)
            .trouble(Trouble.Kind.OVER, "out of memory")
            .event());
    story.later(story.server.limits().phases().save()).happens(new Event.Swept());
    assertEquals(Phase.DEALLOCATING, story.state.life().phase());
    assertEquals(false, story.state.session().ending().saved());
  }

  @Test
  void anEvictionOfAGameThatIsOverRelightsAsAnyOtherDoes() {
    Story story = Story.running();
    story.happens(
        story
            .report(MachineEvent.Type.EVICTING, GamePhase.SAVING)
            .trouble(Trouble.Kind.OVER, "out of memory")
            .event());
    assertEquals(Phase.DEALLOCATING, story.state.life().phase());
  }
}
