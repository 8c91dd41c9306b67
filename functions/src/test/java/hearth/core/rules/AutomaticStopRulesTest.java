package hearth.core.rules;

import static hearth.core.delivery.Story.ADA;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.core.CommandName;
import hearth.core.Ending;
import hearth.core.Options;
import hearth.core.Phase;
import hearth.core.delivery.Story;
import hearth.core.event.Event;
import hearth.core.event.MachineEvent;
import hearth.core.event.MachineEvent.GamePhase;
import hearth.core.fleet.Bounds;
import hearth.core.fleet.Limits;
import hearth.core.fleet.Server;
import hearth.core.fleet.Servers;
import hearth.core.note.Note;
import hearth.core.state.AutomaticStop;
import hearth.core.state.State;
import hearth.core.wanted.InboxMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which stop comes by itself, when, and what is said before. */
class AutomaticStopRulesTest {
  private static final Duration NEVER = Duration.ZERO;

  @Test
  void onlyARunningServerStopsByItself() {
    Story story = new Story().asks(ADA, CommandName.START);
    assertNull(AutomaticStop.next(story.server, story.state));
    assertNull(AutomaticStop.next(story.server, State.NEW));
    Story running = Story.running();
    assertNotNull(AutomaticStop.next(running.server, running.state));
  }

  @Test
  void withoutAnyEvidenceTheCeilingCountsFromReadiness() {
    Story story = new Story().asks(ADA, CommandName.START).begun().sees("set-a", 1, "vm-1");
    story.later(Duration.ofMinutes(4)).reports(MachineEvent.Type.READY, GamePhase.RUNNING, null);
    AutomaticStop stop = AutomaticStop.next(story.server, story.state);
    assertEquals(Ending.Cause.CEILING, stop.cause());
    assertEquals(story.now.plus(Duration.ofHours(12)), stop.at());
    story.minutes(60, 1);
    assertEquals(
        story.now.plus(Duration.ofHours(12)),
        AutomaticStop.next(story.server, story.state).at(),
        "who was seen puts it off");
  }

  @Test
  void whereAZeroSwitchesTheIdleStopOffOnlyTheCeilingIsLeft() {
    Server server = Servers.limited(Bounds.idle(NEVER, NEVER, NEVER), Story.SERVER);
    Story story = Story.running(server).minutes(60, 0);
    assertEquals(Ending.Cause.CEILING, AutomaticStop.next(server, story.state).cause());
    story.minutes(1, 1).minutes(60, 0);
    assertEquals(Phase.RUNNING, story.state.life().phase());
  }

  @Test
  void theSettingsLimitEndsASessionThatSaidNoTime() {
    Server server = Servers.limited(Bounds.idle(NEVER, NEVER, Duration.ofHours(2)), Story.SERVER);
    Story story = Story.running(server);
    Instant started = story.state.session().startedAt();
    AutomaticStop stop = AutomaticStop.next(server, story.state);
    assertEquals(Ending.Cause.TIME_LIMIT, stop.cause());
    assertEquals(started.plus(Duration.ofHours(2)), stop.at());
  }

  @ParameterizedTest(name = "asked for {0} minutes, settings {1}: {2}")
  @CsvSource({"30, 120, 30", "180, 120, 120", "30, 0, 30"})
  void theEarlierOfTheTwoTimesHolds(int asked, int settings, int holds) {
    Limits limits = Bounds.idle(NEVER, NEVER, Duration.ofMinutes(settings));
    Server server = Servers.limited(limits, Story.SERVER);
    Story story = Story.of(server).asks(ADA, CommandName.START, new Options(asked, false, null, 0));
    Instant started = story.now;
    story.begun().sees("set-a", 1, "vm-1").reports(MachineEvent.Type.READY, GamePhase.RUNNING, 0);
    assertEquals(
        started.plus(Duration.ofMinutes(holds)), AutomaticStop.next(server, story.state).at());
  }

  @ParameterizedTest(name = "an idle limit of {0} minutes is warned of {1} seconds before")
  @CsvSource({"15, 600 300 60", "30, 1200 600 60", "3, 120 60", "2, 80 40", "1, 40 20"})
  void warningsComeAtTwoThirdsAtOneThirdAndAMinuteBefore(int limit, String before) {
    Limits limits = Bounds.idle(Duration.ofHours(1), Duration.ofMinutes(limit), NEVER);
    Server server = Servers.limited(limits, Story.SERVER);
    Story story = Story.running(server);
    List<Duration> warnings = AutomaticStop.next(server, story.state).warnings();
    String seconds =
        String.join(" ", warnings.stream().map(left -> "" + left.toSeconds()).toList());
    assertEquals(before, seconds);
  }

  @Test
  void extendedIsEveryStopUntilThen() {
    Server server =
        Servers.limited(
            Bounds.idle(Duration.ofMinutes(10), Duration.ofMinutes(10), NEVER), Story.SERVER);
    Story story = Story.running(server);
    Instant idle = story.now.plus(Duration.ofMinutes(10));
    story.asks(ADA, CommandName.EXTEND, new Options(20, false, null, 0));
    assertEquals(idle.plus(Duration.ofMinutes(20)), AutomaticStop.next(server, story.state).at());
  }

  @Test
  void whereOnlyTheCeilingIsAheadAnExtensionCountsFromNowAndThenFromTheLast() {
    Story story = Story.running().minutes(1, 2);
    Instant now = story.now;
    story.asks(ADA, CommandName.EXTEND);
    assertEquals(now.plus(Duration.ofHours(1)), story.state.players().extendedUntil());
    story.later(Duration.ofMinutes(1)).asks(ADA, CommandName.EXTEND);
    assertEquals(now.plus(Duration.ofHours(2)), story.state.players().extendedUntil());
    story.later(Duration.ofHours(5)).asks(ADA, CommandName.EXTEND);
    assertEquals(
        story.now.plus(Duration.ofHours(1)),
        story.state.players().extendedUntil(),
        "an extension that is over counts for nothing");
  }

  @Test
  void aWarningSaysTheMinutesThatAreLeftRoundedAndAtLeastOne() {
    Story story = Story.running();
    story.later(Duration.ofMinutes(10)).happens(new Event.Swept());
    story.reports(MachineEvent.Type.HEARTBEAT, GamePhase.RUNNING, 0);
    assertEquals(30, minutesTo(story, story.state.players().emptySince()));
    story.minutes(10, 0);
    assertEquals(20, story.told(Note.IdleWarning.class).minutesLeft());
    assertTrue(story.told(Note.IdleWarning.class).neverJoined());
    assertEquals(1, story.told(Note.IdleWarning.class).session());
    story.minutes(19, 0).later(Duration.ofSeconds(45));
    story.reports(MachineEvent.Type.HEARTBEAT, GamePhase.RUNNING, 0);
    assertEquals(1, story.told(Note.IdleWarning.class).minutesLeft());
  }

  private static long minutesTo(Story story, Instant emptySince) {
    AutomaticStop stop = AutomaticStop.next(story.server, story.state);
    return Duration.between(emptySince, stop.at()).toMinutes();
  }

  @ParameterizedTest(name = "{0} s before the stop: in {1} s")
  @CsvSource({"301, 1", "300, 240", "61, 1", "60, 60", "1, 1", "0, ", "-1, "})
  void nextComesAWarningThenTheStopThenNothing(long before, Long next) {
    Instant now = Instant.parse("2026-11-20T20:00:00Z");
    AutomaticStop stop =
        new AutomaticStop(
            Ending.Cause.IDLE,
            now.plusSeconds(before),
            true,
            List.of(Duration.ofMinutes(5), Duration.ofMinutes(1)));
    Instant at = stop.after(stop.due(now));
    assertEquals(next == null ? null : now.plusSeconds(next), at.isAfter(now) ? at : null);
  }

  @Test
  void twoWarningsThatWereMissedAreOne() {
    Story story = Story.running().minutes(1, 1);
    story.reports(MachineEvent.Type.HEARTBEAT, GamePhase.RUNNING, 0);
    story.later(Duration.ofMinutes(11));
    story.reports(MachineEvent.Type.HEARTBEAT, GamePhase.RUNNING, 0);
    assertEquals(1, story.count(Note.IdleWarning.class));
    assertEquals(4, story.told(Note.IdleWarning.class).minutesLeft());
  }

  @Test
  void evidenceOfEmptinessHoldsThreeMinutesWithoutTheAgent() {
    Story story = Story.running();
    assertNotNull(story.state.players().emptySince());
    story.later(Duration.ofMinutes(3)).happens(new Event.Swept());
    assertNotNull(story.state.players().emptySince());
    story.later(Duration.ofSeconds(1)).happens(new Event.Swept());
    assertNull(story.state.players().emptySince());
    assertNull(story.state.players().count());
    assertNotNull(story.state.players().roster(), "who was on stays to be read");
  }

  @Test
  void anAgentIsSilentAfterFiveMinutesAndMayBeSilentAgain() {
    Story story = Story.running().later(Duration.ofMinutes(5)).happens(new Event.Swept());
    assertNull(story.told(Note.Silent.class));
    story.later(Duration.ofSeconds(61)).happens(new Event.Swept());
    assertEquals(new Note.Silent("set-a", 6), story.told(Note.Silent.class));
    story.minutes(1, 1).later(Duration.ofMinutes(7)).happens(new Event.Swept());
    assertEquals(2, story.told(Note.Repeated.class).count(), "folded: the operator reads one line");
  }

  @Test
  void whoWasWarnedHearsThatItStaysOnAndOthersDoNot() {
    Story story = Story.running().minutes(11, 0);
    assertEquals(1, story.count(Note.IdleWarning.class));
    story.minutes(1, 1);
    assertEquals(1, story.count(Note.StaysOn.class));
    story.minutes(3, 1).minutes(2, 0).minutes(1, 1);
    assertEquals(1, story.count(Note.StaysOn.class), "nobody had been warned the second time");
  }

  @Test
  void aWarningOfTheTimeLimitIsNotTakenBackByPlayers() {
    Story story =
        new Story()
            .asks(ADA, CommandName.START, new Options(20, false, null, 0))
            .begun()
            .sees("set-a", 1, "vm-1")
            .reports(MachineEvent.Type.READY, GamePhase.RUNNING, 1)
            .minutes(11, 1);
    assertNotNull(story.told(Note.TimeLimitWarning.class));
    assertNull(story.told(Note.StaysOn.class));
    assertEquals(1, story.count(Note.TimeLimitWarning.class));
  }

  @Test
  void aCalledOffStopLeavesNoOrderForTheAgent() {
    Story story = Story.running().minutes(30, 0);
    assertEquals(InboxMessage.Type.SAVE_AND_STOP, story.state.azure().inbox().getLast().type());
    assertEquals(Ending.Cause.NEVER_JOINED, story.state.session().ending().cause());
    story.reports(MachineEvent.Type.OCCUPIED, GamePhase.RUNNING, 1);
    assertTrue(
        story.state.azure().inbox().stream()
            .noneMatch(message -> message.type() == InboxMessage.Type.SAVE_AND_STOP));
    assertNull(story.state.session().ending());
    assertNull(story.state.session().orders().saveMessage());
    assertNull(story.state.session().telling().warned());
    assertNull(story.state.players().emptySince());
    assertEquals(story.now, story.state.life().since());
  }

  @Test
  void aCalledOffStopLeavesTheHelloThatWasNotSentYet() {
    Story story = Story.running().minutes(30, 0);
    assertEquals(InboxMessage.Type.HELLO, story.state.azure().inbox().getFirst().type());
    story.reports(MachineEvent.Type.OCCUPIED, GamePhase.RUNNING, 1);
    assertEquals(
        List.of(InboxMessage.Type.HELLO),
        story.state.azure().inbox().stream().map(InboxMessage::type).toList());
  }

  @Test
  void anAnswerToAnotherOrderCallsNothingOff() {
    Story story = Story.running().minutes(30, 0);
    story.happens(
        story.report(MachineEvent.Type.OCCUPIED, GamePhase.RUNNING).answers("stop-0").event());
    assertEquals(Phase.SAVING, story.state.life().phase());
    Story asked = Story.running().asks(ADA, CommandName.STOP);
    asked.reports(MachineEvent.Type.OCCUPIED, GamePhase.RUNNING, 1);
    assertEquals(Phase.SAVING, asked.state.life().phase(), "a person's stop asks nobody");
  }

  @Test
  void anIdleStopThatTheAgentObeysGoesOnAtItsDeadline() {
    Story story = Story.running().minutes(30, 0);
    story.reports(MachineEvent.Type.PHASE, GamePhase.SAVING, 0);
    story.later(Duration.ofMinutes(2)).happens(new Event.Swept());
    assertEquals(Phase.DEALLOCATING, story.state.life().phase());
    assertEquals(false, story.state.session().ending().saved());
  }

  @Test
  void aStopByAPersonTakesTheIdleStopOver() {
    Story story = Story.running().minutes(30, 0);
    String first = story.state.session().orders().saveMessage();
    story.later(Duration.ofSeconds(1)).asks(ADA, CommandName.STOP);
    assertEquals(ADA, story.state.session().ending().by());
    assertTrue(
        !first.equals(story.state.session().orders().saveMessage()), "the agent is told anew");
    assertEquals(false, story.state.azure().inbox().getLast().ifEmpty());
    assertInstanceOf(Note.Stopping.class, story.lastReply());
  }
}
