package hearth.core.delivery;

import static hearth.core.delivery.Story.ADA;
import static hearth.core.delivery.Story.BEN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.core.Command;
import hearth.core.CommandName;
import hearth.core.Ending;
import hearth.core.Options;
import hearth.core.Phase;
import hearth.core.Player;
import hearth.core.ReplyAddress;
import hearth.core.Snowflake;
import hearth.core.event.Event;
import hearth.core.event.MachineEvent;
import hearth.core.event.MachineEvent.GamePhase;
import hearth.core.note.Note;
import hearth.core.port.Remedy;
import hearth.core.port.Result;
import hearth.core.port.ScaleSetView.Operation;
import hearth.core.state.State;
import hearth.core.wanted.Announcement;
import hearth.core.wanted.InboxMessage;
import hearth.core.wanted.Scale;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class RulesTest {

  @Test
  void aStartWantsOneMachineAndItsKeyWaitingInTheInbox() {
    State state = new Story().asks(ADA, CommandName.START).state;
    assertEquals(Phase.ALLOCATING, state.life().phase());
    assertEquals(1, state.azure().scale().capacity());
    assertEquals("set-a", state.azure().scale().scaleSet());
    assertEquals(InboxMessage.Type.HELLO, state.azure().inbox().getFirst().type());
    assertEquals(1, state.azure().inbox().getFirst().generation());
  }

  @Test
  void theSameCommandTwiceIsOneCommand() {
    Story story = new Story();
    story.asks(ADA, CommandName.START, story.now, Long.toString(Story.idAt(story.now)));
    State once = story.state;
    story.asks(ADA, CommandName.START, story.now, Long.toString(Story.idAt(story.now)));
    assertEquals(once, story.state);
  }

  @Test
  void aSecondStarterIsToldWhoStartedIt() {
    Story story = new Story().asks(ADA, CommandName.START).asks(BEN, CommandName.START);
    assertEquals(ADA, assertInstanceOf(Note.AlreadyOn.class, story.lastReply()).by());
    assertEquals(1, story.state.azure().scale().revision());
  }

  @Test
  void aCommandOlderThanItsTokenIsAnsweredAndNotCarriedOut() {
    Story story = new Story();
    String old = Long.toString(Story.idAt(story.now.minus(Duration.ofMinutes(16))));
    story.asks(ADA, CommandName.START, story.now, old);
    assertEquals(Phase.STOPPED, story.state.life().phase());
    assertNotNull(story.told(Note.TooLate.class));
  }

  @Test
  void aCommandThatWasAskedAgainIsCarriedOutOnceAndAnsweredInTheChannel() {
    Story story = new Story();
    Command again = askedAgain(story, CommandName.START);
    story.happens(new Event.Asked(again, List.of(), List.of()));
    story.happens(new Event.Asked(again, List.of(), List.of()));
    assertEquals(1, story.state.session().number());
    story.begun().reports(MachineEvent.Type.READY, GamePhase.RUNNING, 0);
    assertTrue(story.told().stream().noneMatch(Note.ForUser.class::isInstance), "not yet");
    story.sees("set-a", 1, "vm-1").sees("set-a", 1, "vm-1");
    Note.ForUser told = story.told(Note.ForUser.class);
    assertEquals(ADA, told.user());
    assertInstanceOf(Note.UpFor.class, told.note());
    assertEquals(1, story.told().stream().filter(Note.ForUser.class::isInstance).count());
  }

  @Test
  void whatIsAskedAgainInVainIsToldInTheChannelToo() {
    Story story = new Story();
    Command again = askedAgain(story, CommandName.STOP);
    story.happens(new Event.Asked(again, List.of(), List.of()));
    assertInstanceOf(Note.NotOn.class, story.told(Note.ForUser.class).note());
    assertEquals(List.of(), story.state.discord().replies());
  }

  private static Command askedAgain(Story story, CommandName what) {
    String id = Snowflake.at(story.now, 7);
    return new Command(
        new ReplyAddress(id, "9", null, "20", ADA, "", null, false),
        "10",
        what,
        "valheim",
        Options.NONE,
        story.now);
  }

  @Test
  void aStartThatWasAskedBeforeTheNewestStopIsOvertaken() {
    Story story = new Story();
    String earlier = Long.toString(Story.idAt(story.now.minusSeconds(60)));
    story.asks(BEN, CommandName.STOP).asks(ADA, CommandName.START, story.now, earlier);
    assertEquals(Phase.STOPPED, story.state.life().phase());
    assertInstanceOf(Note.Overtaken.class, story.lastReply());
  }

  @Test
  void readinessIsToldOnceTheAddressIsKnown() {
    Story story =
        new Story()
            .asks(ADA, CommandName.START)
            .begun()
            .reports(MachineEvent.Type.READY, GamePhase.RUNNING, 0);
    assertEquals(Phase.RUNNING, story.state.life().phase());
    assertNull(story.told(Note.Ready.class));
    assertEquals(story.now, story.state.azure().lookAt(), "ARM is asked at once");
    story.sees("set-a", 1, "vm-1").sees("set-a", 1, "vm-1");
    assertEquals("203.0.113.7:2456", story.told(Note.Ready.class).address());
    assertEquals(1, story.told().stream().filter(Note.Ready.class::isInstance).count());
  }

  @Test
  void noRoomMovesOnToTheNextPlacementOnlyWhenTheFirstIsDark() {
    Story story =
        new Story()
            .asks(ADA, CommandName.START)
            .refused(new Result.NoMachine(Remedy.NEXT_PLACEMENT, "SkuNotAvailable", ""));
    assertEquals(Phase.DEALLOCATING, story.state.life().phase());
    assertEquals(0, story.state.azure().scale().capacity());
    story.begun().sees("set-a", 0);
    assertEquals(Phase.ALLOCATING, story.state.life().phase());
    assertEquals("set-b", story.state.azure().scale().scaleSet());
    assertEquals(2, story.state.life().generation());
  }

  @Test
  void noRoomAnywhereEndsTheSessionAndRegularPricesAreLeftAlone() {
    Story story =
        new Story()
            .asks(ADA, CommandName.START)
            .refused(new Result.NoMachine(Remedy.NEXT_PLACEMENT, "SkuNotAvailable", ""))
            .begun()
            .sees("set-a", 0)
            .begun()
            .sees("set-b", 1, new Operation.Failed(Remedy.NEXT_PLACEMENT, "AllocationFailed", ""))
            .sees("set-b", 0);
    assertEquals(Phase.STOPPED, story.state.life().phase());
    assertEquals(Ending.Cause.NO_ROOM, story.state.session().ending().cause());
    assertInstanceOf(Note.CameToNothing.class, story.lastReply());
  }

  @Test
  void aRefusalThatOnlyTheOperatorCanMendTriesNoOtherPlacement() {
    Story story =
        new Story()
            .asks(ADA, CommandName.START)
            .refused(new Result.Refused("QuotaExceeded", "raise it"));
    assertNotNull(story.told(Note.AzureRefused.class));
    assertEquals(Phase.STOPPED, story.begun().sees("set-a", 0).state.life().phase());
  }

  @Test
  void aStopAsksTheAgentToSaveBeforeTheMachineGoes() {
    Story story = Story.running().asks(BEN, CommandName.STOP);
    assertEquals(Phase.SAVING, story.state.life().phase());
    assertEquals(1, story.state.azure().scale().capacity());
    assertEquals(InboxMessage.Type.SAVE_AND_STOP, story.state.azure().inbox().getLast().type());
    story.stopped(true);
    assertEquals(0, story.state.azure().scale().capacity());
    story.begun().sees("set-a", 0);
    assertEquals(Phase.STOPPED, story.state.life().phase());
    assertEquals(true, story.told(Note.Stopped.class).ending().saved());
    assertEquals(true, assertInstanceOf(Note.HasStopped.class, story.lastReply()).saved());
  }

  @Test
  void aStopWithoutAnAnswerGoesOnAtItsDeadlineAndSaysThatNoSaveWasConfirmed() {
    Story story = Story.running().asks(BEN, CommandName.STOP).later(Duration.ofMinutes(2));
    story.happens(new Event.Swept()).begun().sees("set-a", 0);
    assertEquals(false, story.told(Note.Stopped.class).ending().saved());
  }

  @Test
  void aStartDuringTheStopLightsItAgainAfterwards() {
    Story story =
        Story.running().asks(BEN, CommandName.STOP).asks(ADA, CommandName.START).stopped(true);
    assertInstanceOf(Note.AgainAfterwards.class, story.lastReply());
    story.begun().sees("set-a", 0);
    assertEquals(Phase.ALLOCATING, story.state.life().phase());
    assertEquals(2, story.state.session().number());
    assertInstanceOf(Note.Lighting.class, story.lastReply());
  }

  @Test
  void anEvictionRelightsElsewhereOnceTheMachineIsGone() {
    Story story = Story.running().evicting(true);
    assertTrue(story.told(Note.Evicted.class).relighting());
    assertEquals(0, story.state.azure().scale().capacity());
    story.begun().sees("set-a", 0, "vm-1");
    assertEquals(Phase.DEALLOCATING, story.state.life().phase(), "the machine still exists");
    story.sees("set-a", 0);
    assertEquals("set-b", story.state.azure().scale().scaleSet());
    assertEquals(1, story.state.azure().scale().capacity());
  }

  @Test
  void aMachineThatVanishedIsTreatedLikeAnEviction() {
    Story story = Story.running().keepsSeeing("set-a", 1);
    assertFalse(story.told(Note.Evicted.class).announced());
    assertEquals(Phase.DEALLOCATING, story.state.life().phase());
  }

  @Test
  void anEvictionWhileSavingRelightsNothing() {
    Story story = Story.running().asks(BEN, CommandName.STOP).evicting(true);
    story.begun().sees("set-a", 0);
    assertEquals(Phase.STOPPED, story.state.life().phase());
    assertNull(story.told(Note.Evicted.class));
  }

  @Test
  void eventsOfAnotherGenerationAndOldNewsChangeNothing() {
    Story story = Story.running().joins("Luu", 1, 1, 50);
    State before = story.state;
    assertSame(before.players(), story.joins("Bacon", 1, 1, 50).state.players());
    assertSame(before.players(), story.joins("Bacon", 1, 1, 7).state.players());
    assertSame(before.players(), story.joins("Bacon", 2, 1, 99).state.players());
    assertSame(before.players(), story.joins("Bacon", 1, 0, 99).state.players());
    assertEquals(1, story.told().stream().filter(Note.Joined.class::isInstance).count());
  }

  @Test
  void aHigherEpochStartsTheSequenceAnew() {
    Story story = Story.running().joins("Luu", 1, 1, 50).joins("Bacon", 1, 2, 1);
    assertEquals("Bacon", story.told(Note.Joined.class).name());
  }

  @Test
  void onlyEvidenceOfEmptinessStopsAServer() {
    assertNull(Story.running().minutes(300, null).told(Note.IdleWarning.class));
    assertNull(Story.running().minutes(300, 1).told(Note.IdleWarning.class));
    Story empty = Story.running().minutes(29, 0);
    assertEquals(Phase.RUNNING, empty.state.life().phase());
    assertEquals(Phase.SAVING, empty.minutes(1, 0).state.life().phase());
    assertTrue(empty.state.session().orders().ifEmpty());
  }

  @Test
  void threeWarningsComeBeforeAnIdleStopTheLastOneMinuteBefore() {
    Story story = Story.running().minutes(1, 1).minutes(15, 0);
    List<Long> warnings =
        story.told().stream()
            .filter(Note.IdleWarning.class::isInstance)
            .map(note -> ((Note.IdleWarning) note).minutesLeft())
            .toList();
    assertEquals(List.of(10L, 5L, 1L), warnings);
  }

  @Test
  void somebodyOnCallsTheIdleStopOff() {
    Story story = Story.running().minutes(30, 0);
    assertEquals(Phase.SAVING, story.state.life().phase());
    story.reports(MachineEvent.Type.OCCUPIED, GamePhase.RUNNING, 1);
    assertEquals(Phase.RUNNING, story.state.life().phase());
    assertNotNull(story.told(Note.StaysOn.class));
  }

  @Test
  void anIdleStopThatNobodyAnsweredIsNoProofOfEmptiness() {
    Story story = Story.running().minutes(30, 0).later(Duration.ofMinutes(3));
    assertEquals(Phase.RUNNING, story.happens(new Event.Swept()).state.life().phase());
  }

  @Test
  void theCeilingHoldsEvenWhereNothingIsKnown() {
    assertEquals(Phase.SAVING, Story.running().minutes(720, null).state.life().phase());
  }

  @Test
  void disagreementBetweenCountAndRosterIsUnknownNeverZero() {
    Story story = Story.running();
    story.happens(
        new MachineEvent(
            new MachineEvent.Source("valheim", 1, 1, 900),
            MachineEvent.Type.HEARTBEAT,
            new MachineEvent.Game(GamePhase.RUNNING, null, null, null),
            new MachineEvent.Online(List.of(new Player("a", "a", story.now)), 0, List.of()),
            false,
            null,
            null,
            null,
            null));
    assertNull(story.state.players().count());
    assertNull(story.state.players().emptySince());
  }

  @Test
  void aTickOfAnotherNumberIsDropped() {
    Story story = new Story().asks(ADA, CommandName.START);
    State before = story.state;
    assertSame(before, story.happens(new Event.Ticked(before.delivery().ticks() + 1)).state);
  }

  @Test
  void aMachineThatNobodyAskedForIsGivenBackAndTold() {
    Story story = new Story().keepsSeeing("set-b", 1, "vm-9");
    assertEquals(Phase.DEALLOCATING, story.state.life().phase());
    assertEquals("set-b", story.state.azure().scale().scaleSet());
    assertNotNull(story.told(Note.Foreign.class));
  }

  @Test
  void aSilentAgentIsToldToTheOperatorOnceAndRelightsNothing() {
    Story story = Story.running().later(Duration.ofMinutes(6)).happens(new Event.Swept());
    story.later(Duration.ofMinutes(6)).happens(new Event.Swept());
    assertEquals(1, story.told().stream().filter(Note.Silent.class::isInstance).count());
    assertEquals(Phase.RUNNING, story.state.life().phase());
  }

  @Test
  void moreThanTwentyAnnouncementsAreFoldedIntoOne() {
    Story story = Story.running();
    for (int i = 0; i < 40; i++) {
      story.joins("P" + i, 1, 1, 1000 + i);
    }
    assertEquals(Announcement.MOST, story.state.discord().announcements().size());
    assertEquals(22, story.told(Note.Folded.class).count());
  }

  @Test
  void aWriteThatMayStillLandIsOvertakenByAnotherBeforeTheNextPlacementIsLit() {
    Story story =
        new Story()
            .asks(ADA, CommandName.START)
            .refused(new Result.NoMachine(Remedy.NEXT_PLACEMENT, "SkuNotAvailable", ""));
    assertEquals(Phase.DEALLOCATING, story.sees("set-a", 0).state.life().phase());
    assertEquals(Phase.ALLOCATING, story.begun().sees("set-a", 0).state.life().phase());
  }

  @Test
  void aMachineBesideTheSessionsOwnIsGivenBackAndTheOperatorTold() {
    Story story = Story.running().keepsSeeing("set-b", 1, "vm-9");
    assertEquals("set-b", story.state.azure().orphans().getFirst().scaleSet());
    assertEquals(0, story.state.azure().orphans().getFirst().capacity());
    assertNotNull(story.told(Note.Foreign.class));
    assertEquals(Phase.RUNNING, story.state.life().phase());
    Scale stray = story.state.azure().orphans().getFirst();
    story.state =
        Steps.after(
                Story.SERVER,
                story.state,
                new CapacityTarget.Set(stray, "1", false),
                new Result.Later(Duration.ZERO, true),
                story.now)
            .state();
    assertEquals(story.now.plusSeconds(5), story.state.azure().orphans().getFirst().notBefore());
    story.state =
        Steps.after(
                Story.SERVER,
                story.state,
                new CapacityTarget.Set(stray, "1", false),
                new Result.Done(null),
                story.now)
            .state();
    assertEquals(List.of(), story.state.azure().orphans());
    assertEquals(1, story.state.azure().scale().capacity(), "the session's own stays");
  }

  @Test
  void aStartDuringAnIdleStopThatIsCalledOffWantsNothingMore() {
    Story story = Story.running().minutes(1, 1).minutes(16, 0);
    assertEquals(Phase.SAVING, story.state.life().phase());
    story.asks(ADA, CommandName.START);
    assertInstanceOf(Note.AgainAfterwards.class, story.lastReply());
    story.reports(MachineEvent.Type.OCCUPIED, GamePhase.RUNNING, 1);
    assertEquals(Phase.RUNNING, story.state.life().phase());
    assertInstanceOf(Note.UpFor.class, story.lastReply());
    story.asks(BEN, CommandName.STOP).stopped(true).begun().sees("set-a", 0);
    assertEquals(Phase.STOPPED, story.state.life().phase(), "it is not lit again");
  }
}
