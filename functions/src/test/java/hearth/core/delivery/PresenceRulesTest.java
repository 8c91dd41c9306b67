package hearth.core.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import hearth.core.Ending;
import hearth.core.Evidence;
import hearth.core.Phase;
import hearth.core.Player;
import hearth.core.event.Event;
import hearth.core.event.MachineEvent;
import hearth.core.event.MachineEvent.GamePhase;
import hearth.core.event.Presence.Verdict;
import hearth.core.note.Note;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The agent's verdict decides whether anyone is on; the log alone does not. */
class PresenceRulesTest {
  @ParameterizedTest(name = "{0} by {1}, {2}; the log counts {3}")
  @CsvSource({
    "PRESENT, log 1, a2s 1, 1, 1, false",
    "PRESENT, log 0, a2s 3, 0, 3, false",
    "PRESENT, log ?, connections 1, , 1, false",
    "ABSENT, log 0, a2s 0, 0, 0, true",
    "ABSENT, log ?, a2s 0, , 0, true",
    "ABSENT, log ?, a2s 0, 2, 0, true",
    "UNKNOWN, log 1, a2s 0, 1, , false",
    "UNKNOWN, log 0, a2s 1, 0, , false",
    "UNKNOWN, log ?, a2s ?, , , false",
    "UNKNOWN, log ?, a2s ?, 0, , false",
  })
  void theVerdictDecidesWhoIsCountedAndWhetherAnIdleStopMayCome(
      Verdict verdict, String log, String other, Integer counted, Integer shown, boolean idle) {
    Story story = Story.running().later(Duration.ofMinutes(1));
    story.happens(heartbeat(story, counted).presence(verdict, log, other).event());
    assertEquals(shown, story.state.players().count());
    assertEquals(idle, story.state.players().emptySince() != null);
    assertEquals(verdict == Verdict.PRESENT ? story.now : null, story.state.players().seenAt());
  }

  private static Report heartbeat(Story story, Integer counted) {
    return story.report(MachineEvent.Type.HEARTBEAT, GamePhase.RUNNING).count(counted);
  }

  private static Story hours(Story story, int hours, Verdict verdict, String... sources) {
    for (int i = 0; i < hours * 60; i++) {
      story.later(Duration.ofMinutes(1));
      story.happens(heartbeat(story, null).presence(verdict, sources).event());
    }
    return story;
  }

  @Test
  void oneMissedJoinStopsNobody() {
    Story story = hours(Story.running(), 3, Verdict.UNKNOWN, "log 0", "a2s 1");
    assertEquals(Phase.RUNNING, story.state.life().phase());
  }

  @Test
  void oneMissedLeaveDoesNotKeepItUpForEver() {
    Story story = hours(Story.running(), 1, Verdict.PRESENT, "log 1", "a2s 1");
    hours(story, 13, Verdict.UNKNOWN, "log 1", "a2s 0");
    assertEquals(Ending.Cause.CEILING, story.state.session().ending().cause());
  }

  @Test
  void aVerdictThatNobodyIsOnStopsItAfterTheIdleTimeWhateverTheLogCounts() {
    Story story = Story.running();
    for (int i = 0; i < 31; i++) {
      story.later(Duration.ofMinutes(1));
      story.happens(
          heartbeat(story, 1)
              .roster(new Player("ghost", "Ghost", story.now))
              .presence(Verdict.ABSENT, "log ?", "a2s 0")
              .event());
    }
    assertEquals(Phase.SAVING, story.state.life().phase());
    assertEquals(List.of(), story.state.players().roster(), "a ghost is shown to nobody");
  }

  @Test
  void anUnknownThatLastsIsToldToTheOperatorOnceWithWhatEachSourceSays() {
    Story story = hours(Story.running(), 2, Verdict.UNKNOWN, "log 1", "a2s 0", "http ?");
    assertEquals(
        List.of(
            new Note.PresenceUnknown(
                30,
                List.of(
                    new Evidence("log", 1), new Evidence("a2s", 0), new Evidence("http", null)))),
        story.toldOperator());
  }

  @Test
  void anUnknownThatEndsInTimeIsToldToNobody() {
    Story story = Story.running();
    for (int i = 0; i < 4; i++) {
      for (int minute = 0; minute < 20; minute++) {
        story.later(Duration.ofMinutes(1));
        story.happens(heartbeat(story, 1).presence(Verdict.UNKNOWN, "log 1", "a2s 0").event());
      }
      story.happens(heartbeat(story, 1).presence(Verdict.PRESENT, "log 1", "a2s 1").event());
    }
    story.happens(new Event.Swept());
    assertEquals(List.of(), story.toldOperator());
    assertNull(story.state.players().unknownSince());
  }
}
