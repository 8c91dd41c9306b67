package hearth.core.delivery;

import static hearth.core.delivery.Story.ADA;
import static hearth.core.delivery.Story.BEN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.core.CommandName;
import hearth.core.Ending;
import hearth.core.Options;
import hearth.core.Phase;
import hearth.core.event.Event;
import hearth.core.event.MachineEvent;
import hearth.core.event.MachineEvent.GamePhase;
import hearth.core.fleet.Bounds;
import hearth.core.fleet.Placement;
import hearth.core.fleet.Server;
import hearth.core.fleet.Servers;
import hearth.core.note.Note;
import hearth.core.port.Remedy;
import hearth.core.port.Result;
import hearth.core.port.ScaleSetView;
import hearth.core.port.ScaleSetView.Operation;
import hearth.core.state.Memory;
import hearth.core.state.Players;
import hearth.core.wanted.InboxMessage;
import hearth.core.wanted.Tick;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What follows from what ARM shows of a scale set, and in which order places are tried. */
class MachineLifecycleRulesTest {
  private static final Result.NoMachine NO_ROOM =
      new Result.NoMachine(Remedy.NEXT_PLACEMENT, "SkuNotAvailable", "");
  private static final Operation RUNNING = new Operation.Running();

  private static Story looksAt(
      Story story, String set, int capacity, boolean settled, Operation operation, String... vms) {
    List<ScaleSetView.Instance> instances =
        List.of(vms).stream().map(vm -> new ScaleSetView.Instance(vm, "203.0.113.7")).toList();
    ScaleSetView view = new ScaleSetView(set, "2", capacity, settled, instances, operation);
    return story.does(new LookTarget.Look(set, "operation"), new Result.Looked(view));
  }

  // Which place.

  @Test
  void aPlacementThatHadNoRoomIsPutBehindForHalfAnHour() {
    Story story = failedOnce();
    story.asks(ADA, CommandName.START);
    assertEquals("set-b", story.state.azure().scale().scaleSet());
    story = failedOnce();
    story.later(Duration.ofMinutes(30)).asks(ADA, CommandName.START);
    assertEquals("set-a", story.state.azure().scale().scaleSet());
    assertEquals(List.of(), story.state.memory().cooldowns());
  }

  /** A session whose start failed at set-a, and that ended at set-b. */
  private static Story failedOnce() {
    Story story = new Story().asks(ADA, CommandName.START).refused(NO_ROOM).begun();
    return story.sees("set-a", 0).asks(BEN, CommandName.STOP).begun().sees("set-b", 0);
  }

  @Test
  void ofPlacementsThatAllFailedTheOneThatFailedFirstIsTriedFirst() {
    Story story = new Story().asks(ADA, CommandName.START).refused(NO_ROOM).begun();
    story.later(Duration.ofMinutes(1)).sees("set-a", 0).refused(NO_ROOM).begun();
    story.sees("set-b", 0);
    assertEquals(Phase.STOPPED, story.state.life().phase());
    assertEquals(2, story.state.memory().cooldowns().size());
    story.asks(ADA, CommandName.START);
    assertEquals("set-a", story.state.azure().scale().scaleSet());
    story.later(Duration.ofMinutes(1)).refused(NO_ROOM).begun().sees("set-a", 0);
    assertEquals("set-b", story.state.azure().scale().scaleSet());
    assertEquals(
        List.of("set-b", "set-a"),
        story.state.memory().cooldowns().stream().map(Memory.PlacementCooldown::scaleSet).toList(),
        "each is behind once");
  }

  @Test
  void theRegularPriceIsPaidOnlyWhereTheSettingsSaySoAndTheChannelIsTold() {
    Server server = Servers.placed(Story.SERVER.machines().placements(), true, false, Story.SERVER);
    Story story = Story.of(server).asks(ADA, CommandName.START).refused(NO_ROOM).begun();
    story.sees("set-a", 0).refused(NO_ROOM).begun();
    assertNull(story.told(Note.RegularPrice.class), "spot needs no telling");
    story.sees("set-b", 0);
    assertEquals("set-r", story.state.azure().scale().scaleSet());
    assertEquals(
        new Note.RegularPrice("Standard_D2as_v5", 0.1), story.told(Note.RegularPrice.class));
  }

  @Test
  void aServerWithNowhereToBeLitEndsItsSessionAtOnceAndLightsNothing() {
    List<Placement> regular = List.of(new Placement("set-r", "Standard_D2as_v5", false, 0.1));
    Story story = Story.of(Servers.placed(regular, false, false, Story.SERVER));
    story.asks(ADA, CommandName.START);
    assertEquals(Phase.STOPPED, story.state.life().phase());
    assertEquals(
        new Note.CameToNothing(new Ending(Ending.Cause.NO_ROOM, null, null, null)),
        story.lastReply());
    assertNull(story.state.azure().scale());
    assertNotNull(story.told(Note.Stopped.class));
  }

  @Test
  void whereTheLastPlaceHasNoRoomTheEndSaysWhy() {
    Story story = new Story().asks(ADA, CommandName.START).refused(NO_ROOM).begun();
    assertEquals(
        new Note.TryingElsewhere("Standard_D2as_v5", "SkuNotAvailable"),
        story.told(Note.TryingElsewhere.class));
    story.sees("set-a", 0).refused(NO_ROOM);
    assertEquals(
        new Ending(Ending.Cause.NO_ROOM, null, null, "SkuNotAvailable"),
        story.state.session().ending());
    assertEquals(1, story.count(Note.TryingElsewhere.class), "there is nowhere else");
    assertEquals(Phase.DEALLOCATING, story.state.life().phase());
  }

  @Test
  void anEvictionLetsEveryPlaceBeTriedAgain() {
    Story story = new Story().asks(ADA, CommandName.START).refused(NO_ROOM).begun();
    story.sees("set-a", 0).begun().sees("set-b", 1, "vm-1");
    story.reports(MachineEvent.Type.READY, GamePhase.RUNNING, 1);
    story.later(Duration.ofMinutes(5)).evicting(null).begun().sees("set-b", 0);
    assertEquals("set-a", story.state.azure().scale().scaleSet(), "it failed longer ago");
    assertEquals(Phase.ALLOCATING, story.state.life().phase());
  }

  @Test
  void moreEvictionsThanTheSettingsAllowWithinAnHourEndTheSession() {
    Server server = Servers.limited(Bounds.counts(1, 1, 6), Story.SERVER);
    Story story = Story.running(server).minutes(1, 1).evicting(true);
    story.begun().sees("set-a", 0).begun().sees("set-b", 1, "vm-2");
    story.reports(MachineEvent.Type.READY, GamePhase.RUNNING, 1).minutes(30, 1).evicting(true);
    assertFalse(story.told(Note.Evicted.class).relighting());
    story.begun().sees("set-b", 0);
    assertEquals(Phase.STOPPED, story.state.life().phase());
    assertEquals(
        new Ending(Ending.Cause.EVICTED, null, true, null), story.state.session().ending());
    assertEquals(2, story.state.session().tally().lost());
  }

  @Test
  void anEvictionOfMoreThanAnHourAgoCountsNoMore() {
    Server server = Servers.limited(Bounds.counts(1, 1, 6), Story.SERVER);
    Story story = Story.running(server).minutes(1, 1).evicting(true);
    story.begun().sees("set-a", 0).begun().sees("set-b", 1, "vm-2");
    story.reports(MachineEvent.Type.READY, GamePhase.RUNNING, 1).minutes(61, 1).evicting(true);
    assertTrue(story.told(Note.Evicted.class).relighting());
  }

  // A machine that is to come.

  @Test
  void theMachinesKeyHoldsAsLongAsTheStartMayTake() {
    Story story = new Story().asks(ADA, CommandName.START);
    InboxMessage hello = story.state.azure().inbox().getFirst();
    assertEquals("hello-1", hello.id());
    assertEquals(story.now.plus(Duration.ofMinutes(45)), hello.expires());
  }

  @Test
  void aFailedOperationForLackOfRoomMovesOnAndAnotherDoesNot() {
    Story story = new Story().asks(ADA, CommandName.START).begun();
    looksAt(
        story,
        "set-a",
        1,
        true,
        new Operation.Failed(Remedy.NEXT_PLACEMENT, "AllocationFailed", ""));
    assertNotNull(story.told(Note.TryingElsewhere.class));
    assertEquals(List.of(0), story.state.session().placing().tried());
    Story other = new Story().asks(ADA, CommandName.START).begun();
    looksAt(
        other,
        "set-a",
        1,
        true,
        new Operation.Failed(Remedy.OTHER_QUOTA, "QuotaExceeded", "raise it"));
    assertEquals(
        new Note.AzureRefused("set-a", "QuotaExceeded", "raise it"),
        other.told(Note.AzureRefused.class));
    assertEquals(
        new Ending(Ending.Cause.REFUSED, null, null, "QuotaExceeded"),
        other.state.session().ending());
  }

  // Where a machine may still be had.

  /** Two Spot places and one at the regular price, which is allowed. */
  private static Story asked(Placement... placements) {
    return Story.of(Servers.placed(List.of(placements), true, false, Story.SERVER))
        .asks(ADA, CommandName.START);
  }

  private static Placement spot(String set, String size) {
    return new Placement(set, size, true, 0.03);
  }

  private static Placement regular(String set, String size) {
    return new Placement(set, size, false, 0.13);
  }

  private static Result.NoMachine none(Remedy remedy) {
    return new Result.NoMachine(remedy, "TheCode", "the words");
  }

  @Test
  void aQuotaThatIsUsedUpIsNotAskedTwiceAndAnotherIs() {
    Story story =
        asked(
            spot("set-a", "Standard_D2ads_v5"),
            spot("set-b", "Standard_D4ds_v5"),
            regular("set-r", "Standard_D2ads_v5"));
    story.refused(none(Remedy.OTHER_QUOTA)).begun().sees("set-a", 0);
    assertEquals("set-r", story.state.azure().scale().scaleSet());
    assertEquals(
        List.of(new Note.AzureRefused("set-a", "TheCode", "the words")), story.toldOperator());
  }

  @Test
  void aSmallerMachineMayFitTheSameQuota() {
    Story story = asked(spot("set-a", "Standard_D4ads_v5"), spot("set-b", "Standard_D2ads_v5"));
    story.refused(none(Remedy.OTHER_QUOTA)).begun().sees("set-a", 0);
    assertEquals("set-b", story.state.azure().scale().scaleSet());
  }

  @Test
  void anotherFamilyAtTheRegularPriceHasAQuotaOfItsOwn() {
    Story story =
        asked(
            regular("set-a", "Standard_D2ads_v5"),
            regular("set-b", "Standard_D2ads_v5"),
            regular("set-c", "Standard_F2ads_v6"));
    story.refused(none(Remedy.OTHER_QUOTA)).begun().sees("set-a", 0);
    assertEquals("set-c", story.state.azure().scale().scaleSet());
  }

  @Test
  void whereNoOtherQuotaIsLeftTheEndComesAtOnceWithAzuresWords() {
    Story story = asked(spot("set-a", "Standard_D2ads_v5"), spot("set-b", "Standard_D2ds_v5"));
    story.refused(none(Remedy.OTHER_QUOTA));
    assertEquals(
        List.of(new Note.AzureRefused("set-a", "TheCode", "the words")), story.toldOperator());
    assertEquals(Ending.Cause.REFUSED, story.state.session().ending().cause());
    assertEquals(Phase.STOPPED, story.begun().sees("set-a", 0).state.life().phase());
  }

  @Test
  void aRefusalThatNobodyKnowsIsTriedElsewhereOnceAndShown() {
    Story story = asked(spot("set-a", "D2"), spot("set-b", "D2"), spot("set-c", "D2"));
    story.refused(none(Remedy.ONCE_ELSEWHERE)).begun().sees("set-a", 0);
    assertEquals("set-b", story.state.azure().scale().scaleSet());
    story.refused(none(Remedy.ONCE_ELSEWHERE));
    assertEquals(
        List.of(
            new Note.AzureRefused("set-a", "TheCode", "the words"),
            new Note.AzureRefused("set-b", "TheCode", "the words")),
        story.toldOperator());
    assertEquals(Phase.STOPPED, story.begun().sees("set-b", 0).state.life().phase());
  }

  @Test
  void aFailureAfterTheWriteGoesOnToTheNextPlacement() {
    for (Remedy remedy : List.of(Remedy.NEXT_PLACEMENT, Remedy.LATER)) {
      Story story = asked(spot("set-a", "D2"), spot("set-b", "D2")).begun();
      looksAt(story, "set-a", 1, true, new Operation.Failed(remedy, "OSProvisioningTimedOut", ""));
      story.begun().sees("set-a", 0);
      assertEquals("set-b", story.state.azure().scale().scaleSet());
    }
  }

  @Test
  void aSetThatMayNotBeWrittenIsDoneWithAsLongAsNothingIsThere() {
    Story story = asked(spot("set-a", "D2"));
    Result.Refused locked = new Result.Refused("ScopeLocked", "delete the lock");
    story.refused(locked);
    story
        .does(new CapacityTarget.Set(story.state.azure().scale(), "1", true), locked)
        .sees("set-a", 0);
    assertEquals(Phase.STOPPED, story.state.life().phase());
    assertEquals(
        List.of(new Note.AzureRefused("set-a", "ScopeLocked", "delete the lock")),
        story.toldOperator());
    assertEquals(
        new Note.CameToNothing(new Ending(Ending.Cause.REFUSED, null, null, "ScopeLocked")),
        story.lastReply());
  }

  @Test
  void whatASetShowsBeforeAzureTookTheWishSaysNothingOfIt() {
    Story story = new Story().asks(ADA, CommandName.START);
    looksAt(story, "set-a", 1, true, RUNNING, "vm-0");
    assertEquals(Phase.ALLOCATING, story.state.life().phase());
    assertNull(story.state.machine().vmId());
  }

  @Test
  void aCapacityThatAzureTookBackIsSetAgain() {
    Story story = new Story().asks(ADA, CommandName.START).begun();
    looksAt(story, "set-a", 0, true, RUNNING);
    assertEquals(2, story.state.azure().scale().revision());
    assertEquals(1, story.state.azure().scale().capacity());
    assertFalse(story.state.azure().scale().isDone());
    Story busy = new Story().asks(ADA, CommandName.START).begun();
    looksAt(busy, "set-a", 0, false, RUNNING);
    assertEquals(1, busy.state.azure().scale().revision(), "Azure is still at it");
    looksAt(busy, "set-a", 1, true, RUNNING);
    assertEquals(1, busy.state.azure().scale().revision());
  }

  @Test
  void anOperationIsFollowedUntilItIsOver() {
    Story story = new Story().asks(ADA, CommandName.START).begun();
    looksAt(story, "set-a", 1, false, RUNNING);
    assertEquals("operation", story.state.azure().scale().operation());
    looksAt(story, "set-a", 1, false, new Operation.Succeeded());
    assertNull(story.state.azure().scale().operation());
    assertTrue(story.state.azure().scale().isDone());
    assertEquals(Phase.ALLOCATING, story.state.life().phase());
    story.begun();
    looksAt(story, "set-a", 1, false, RUNNING, "vm-1");
    assertEquals(Phase.BOOTING, story.state.life().phase());
    assertEquals("vm-1", story.state.machine().vmId());
    assertNull(story.state.azure().scale().operation());
  }

  // The machine that is there.

  @Test
  void theFirstMachineThatIsSeenIsTheSessionsOwnAndNoOtherAfterwards() {
    Story story = new Story().asks(ADA, CommandName.START).begun();
    story.reports(MachineEvent.Type.READY, GamePhase.RUNNING, 0);
    assertNull(story.state.machine().vmId());
    story.sees("set-a", 1, "vm-1");
    assertEquals("vm-1", story.state.machine().vmId());
    story.sees("set-a", 1, "vm-0", "vm-1");
    assertEquals("vm-1", story.state.machine().vmId());
    story.keepsSeeing("set-a", 1, "vm-2");
    assertEquals(new Note.Evicted(false, null, true), story.told(Note.Evicted.class));
  }

  @Test
  void anAddressThatArmDoesNotShowThisTimeIsKept() {
    Story story = Story.running();
    ScaleSetView view =
        new ScaleSetView(
            "set-a",
            "2",
            1,
            true,
            List.of(new ScaleSetView.Instance("vm-1", null)),
            new Operation.None());
    story.does(new LookTarget.Look("set-a", null), new Result.Looked(view));
    assertEquals("203.0.113.7", story.state.machine().address());
  }

  @Test
  void aSetThatIsNotSettledProvesNoMachineLost() {
    Story story = Story.running();
    looksAt(story, "set-a", 1, false, RUNNING);
    assertEquals(Phase.RUNNING, story.state.life().phase());
  }

  @Test
  void aMachineThatVanishesWhileItSavesIsNotSaidToHaveSaved() {
    Story story = Story.running().later(Duration.ofMinutes(3)).asks(BEN, CommandName.STOP);
    for (int look = 0; look < 3; look++) {
      assertEquals(Phase.SAVING, story.state.life().phase());
      story.later(Duration.ofSeconds(30)).sees("set-a", 0);
    }
    assertEquals(Phase.DEALLOCATING, story.state.life().phase());
    assertEquals(false, story.state.session().ending().saved());
    assertNull(story.told(Note.Evicted.class));
  }

  // A machine that is to go.

  private static Story going() {
    return Story.running().asks(BEN, CommandName.STOP).stopped(true).begun();
  }

  @Test
  void nothingIsOverWhileAnythingIsLeft() {
    for (Story story :
        List.of(
            looksAt(going(), "set-a", 0, true, RUNNING, "vm-1"),
            looksAt(going(), "set-a", 0, false, RUNNING),
            looksAt(going(), "set-a", 1, true, RUNNING))) {
      assertEquals(Phase.DEALLOCATING, story.state.life().phase());
      assertEquals("operation", story.state.azure().scale().operation());
      assertEquals(2, story.state.azure().scale().revision());
    }
    Story over = looksAt(going(), "set-a", 0, true, RUNNING);
    assertEquals(Phase.DEALLOCATING, over.state.life().phase(), "a list alone is looked at again");
    looksAt(over.later(Duration.ofSeconds(5)), "set-a", 0, true, RUNNING);
    assertEquals(Phase.STOPPED, over.state.life().phase());
    assertEquals(Phase.STOPPED, going().sees("set-a", 0).state.life().phase(), "two agree");
  }

  @Test
  void aCapacityThatStaysAfterTheOperationIsLoweredAgain() {
    Story story = going();
    looksAt(story, "set-a", 1, true, new Operation.Succeeded());
    assertEquals(3, story.state.azure().scale().revision());
    assertEquals(0, story.state.azure().scale().capacity());
    Story slow = going();
    looksAt(slow, "set-a", 0, true, new Operation.Succeeded(), "vm-1");
    assertNull(slow.state.azure().scale().operation());
    assertEquals(2, slow.state.azure().scale().revision());
    assertTrue(slow.state.azure().scale().isDone());
  }

  @Test
  void aMachineThatDoesNotGoAwayIsToldToTheOperatorOnceAfterAQuarterOfAnHour() {
    Story story = going().later(Duration.ofMinutes(14));
    looksAt(story, "set-a", 0, true, RUNNING, "vm-1");
    assertEquals(List.of(), story.toldOperator());
    for (int i = 0; i < 3; i++) {
      story.later(Duration.ofMinutes(1));
      looksAt(story, "set-a", 0, true, RUNNING, "vm-1");
    }
    assertEquals(List.of(new Note.Stuck("set-a", Phase.DEALLOCATING, 15)), story.toldOperator());
  }

  @Test
  void aStopOfAMachineWhoseAgentWasHeardGoesThroughTheAgent() {
    Story booting = new Story().asks(ADA, CommandName.START).begun().sees("set-a", 1, "vm-1");
    assertEquals(Phase.DEALLOCATING, booting.asks(BEN, CommandName.STOP).state.life().phase());
    assertEquals(List.of(), booting.state.azure().inbox());
    assertNull(booting.state.azure().lookAt(), "first the capacity is written");
    Story heard = new Story().asks(ADA, CommandName.START).begun().sees("set-a", 1, "vm-1");
    heard.reports(MachineEvent.Type.PHASE, GamePhase.BOOTING, null);
    assertEquals(Phase.SAVING, heard.asks(BEN, CommandName.STOP).state.life().phase());
    assertEquals(2, heard.state.azure().inbox().size(), "what it is told first is who it is");
  }

  @Test
  void aStopTakesTheOrdersBackThatWereNotGivenYet() {
    Story story = Story.running().asks(ADA, CommandName.SAY, new Options(0, false, "hi", 0));
    story.asks(ADA, CommandName.RESTART).asks(BEN, CommandName.STOP);
    assertEquals(
        List.of(InboxMessage.Type.HELLO, InboxMessage.Type.SAVE_AND_STOP),
        story.state.azure().inbox().stream().map(InboxMessage::type).toList());
    InboxMessage stop = story.state.azure().inbox().getLast();
    assertEquals(story.now.plus(Duration.ofMinutes(2)), stop.expires());
    assertEquals(1, stop.generation());
    assertNull(story.state.session().orders().restart());
  }

  @Test
  void theEndIsToldWithHowLongItWasAndHowManyWereOn() {
    Story story = Story.running().minutes(42, 3).asks(BEN, CommandName.STOP).stopped(null);
    story.begun().later(Duration.ofMinutes(1)).sees("set-a", 0);
    assertEquals(
        new Note.Stopped(
            new Ending(Ending.Cause.ASKED, BEN, null, null),
            43,
            3,
            story.state.session().tally().cost()),
        story.told(Note.Stopped.class));
    assertEquals(43 / 60.0 * 0.025, story.state.session().tally().cost().dollars(), 0.001);
    assertEquals(story.now, story.state.session().endedAt());
    assertNull(story.state.machine());
    assertEquals(List.of(), story.state.azure().inbox());
    assertEquals(Players.UNKNOWN, story.state.players());
    assertInstanceOf(Note.HasStopped.class, story.lastReply());
    Instant end = story.now;
    story.later(Duration.ofMinutes(1)).asks(ADA, CommandName.START);
    assertEquals(2, story.state.session().number());
    assertEquals(2, story.state.discord().message().session());
    assertEquals(end.plusSeconds(60), story.state.session().startedAt());
  }

  // Machines that nobody asked for.

  @ParameterizedTest(name = "adopted: {0}")
  @ValueSource(booleans = {true, false})
  void aMachineFoundOnAServerAtRestIsAdoptedOnlyWhereTheSettingsSaySo(boolean adopt) {
    Server server =
        Servers.placed(Story.SERVER.machines().placements(), false, adopt, Story.SERVER);
    Story story = Story.of(server).keepsSeeing("set-b", 1, "vm-9");
    assertEquals(adopt ? Phase.ALLOCATING : Phase.DEALLOCATING, story.state.life().phase());
    assertEquals(adopt ? 1 : 0, story.state.azure().scale().capacity());
    assertEquals(List.of(new Note.Foreign("set-b", adopt)), story.toldOperator());
    assertNull(story.state.session().startedBy());
    assertEquals(1, story.state.session().placing().placement());
    assertEquals(List.of("set-b Standard_D2s_v5"), story.state.session().placing().lit());
    assertEquals(1, story.state.life().generation());
    assertEquals(
        adopt ? null : new Ending(Ending.Cause.FOREIGN, null, null, null),
        story.state.session().ending());
    assertEquals(adopt ? 1 : 0, story.state.azure().inbox().size());
  }

  @Test
  void aCapacityWithoutAMachineIsNeverAdopted() {
    Server server = Servers.placed(Story.SERVER.machines().placements(), false, true, Story.SERVER);
    Story story = Story.of(server).keepsSeeing("set-b", 1);
    assertEquals(Phase.DEALLOCATING, story.state.life().phase());
    assertEquals(0, story.state.azure().scale().capacity());
    assertEquals(Phase.STOPPED, Story.of(server).sees("set-b", 0).state.life().phase());
    assertEquals(
        Phase.ALLOCATING, Story.of(server).keepsSeeing("set-b", 0, "vm-9").state.life().phase());
  }

  @Test
  void aMachineThatComesBackInTheSetOfTheLastSessionIsForeignToo() {
    Story story = going().sees("set-a", 0).sees("set-a", 1, "vm-7");
    assertEquals(Phase.STOPPED, story.state.life().phase(), "one look decides nothing");
    story.later(Duration.ofMinutes(1)).sees("set-a", 1, "vm-7");
    assertEquals(Phase.DEALLOCATING, story.state.life().phase());
    assertEquals(2, story.state.session().number());
    assertNotNull(story.told(Note.Foreign.class));
  }

  @Test
  void aStrayIsNotedAndToldOnce() {
    Story story = Story.running().keepsSeeing("set-b", 0, "vm-9").keepsSeeing("set-b", 0, "vm-9");
    assertEquals(1, story.state.azure().orphans().size());
    assertEquals("Standard_D2s_v5", story.state.azure().orphans().getFirst().size());
    assertEquals(new Note.Foreign("set-b", false), story.told(Note.Foreign.class));
    assertEquals(1, story.count(Note.Foreign.class));
    assertEquals(List.of(), Story.running().sees("set-b", 0).state.azure().orphans());
  }

  @Test
  void aStrayWhoseSetTheSessionMovesToIsNoStrayAnyMore() {
    Story story = Story.running().keepsSeeing("set-b", 1, "vm-9").evicting(true).begun();
    story.sees("set-a", 0);
    assertEquals("set-b", story.state.azure().scale().scaleSet());
    assertEquals(List.of(), story.state.azure().orphans());
  }

  // The sweep.

  @Test
  void aSweepLooksAtEverySetOnceAndRenewsATickThatWasLost() {
    Story story = Story.running();
    Tick tick = story.state.delivery().tick();
    story.later(Duration.between(story.now, tick.due()).plusSeconds(60));
    assertEquals(tick.n(), story.happens(new Event.Swept()).state.delivery().tick().n());
    assertEquals(List.of("set-a", "set-b", "set-r"), story.state.azure().pendingChecks());
    story.later(Duration.ofSeconds(1)).happens(new Event.Swept());
    assertTrue(story.state.delivery().tick().n() > tick.n());
    assertFalse(story.state.delivery().tick().sent());
    assertEquals(3, story.state.azure().pendingChecks().size());
    story.sees("set-b", 0);
    assertEquals(List.of("set-a", "set-r"), story.state.azure().pendingChecks());
  }
}
