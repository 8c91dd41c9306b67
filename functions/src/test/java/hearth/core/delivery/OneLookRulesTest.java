package hearth.core.delivery;

import static hearth.core.delivery.Story.ADA;
import static hearth.core.delivery.Story.BEN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.core.CommandName;
import hearth.core.Phase;
import hearth.core.event.MachineEvent;
import hearth.core.event.MachineEvent.GamePhase;
import hearth.core.fleet.Server;
import hearth.core.fleet.Servers;
import hearth.core.note.Note;
import hearth.core.port.Remedy;
import hearth.core.port.Result;
import hearth.core.port.ScaleSetView;
import hearth.core.port.ScaleSetView.Instance;
import hearth.core.port.ScaleSetView.Operation;
import hearth.core.state.Doubts;
import hearth.core.state.State;
import hearth.core.wanted.Surplus;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing that destroys or ends follows from one look, and a living agent outweighs them all. */
class OneLookRulesTest {
  private static final Operation NONE = new Operation.None();

  private static Result looked(int capacity, boolean settled, Instance... instances) {
    return new Result.Looked(
        new ScaleSetView("set-a", "2", capacity, settled, List.of(instances), NONE));
  }

  private static Instance machine(String id, String vmId, boolean going) {
    return new Instance(id, vmId, "203.0.113.7", going);
  }

  /** All that a look at a set can show in which the session's machine is. */
  static Stream<Result> lies() {
    return Stream.of(
        looked(1, true),
        looked(0, true),
        looked(0, false),
        looked(1, true, machine("0", null, false)),
        looked(1, true, machine("0", "vm-1", true)),
        looked(1, true, machine("7", "vm-7", false)),
        looked(1, true, machine("7", "vm-7", true), machine("0", null, false)),
        new Result.Refused("ResourceNotFound", "404"),
        new Result.Refused("AuthorizationFailed", "403"),
        new Result.Later(Duration.ZERO, true),
        new Result.Later(Duration.ofMinutes(1), false));
  }

  private static Story look(Story story, Result result) {
    return story.does(new LookTarget.Look("set-a", null), result);
  }

  private static Story saving() {
    return Story.running().asks(BEN, CommandName.STOP);
  }

  private static Story loading() {
    return booting().reports(MachineEvent.Type.PHASE, GamePhase.LOADING, null);
  }

  private static Story booting() {
    return new Story().asks(ADA, CommandName.START).begun().sees("set-a", 1, "vm-1");
  }

  static Stream<Supplier<Story>> machines() {
    return Stream.of(
        OneLookRulesTest::booting, OneLookRulesTest::loading, Story::running, () -> saving());
  }

  @ParameterizedTest
  @MethodSource("lies")
  void oneLookTakesNoMachineFromAnyPhase(Result lie) {
    machines()
        .map(Supplier::get)
        .forEach(
            story -> {
              Phase phase = story.state.life().phase();
              look(story.later(Duration.ofMinutes(4)), lie);
              // Whoever is not heard for so long has another limit than this look.
              assertEquals(1, Story.running().state.azure().scale().capacity());
              if (phase != Phase.SAVING) {
                assertEquals(phase, story.state.life().phase());
                assertEquals(1, story.state.azure().scale().capacity());
                assertEquals("vm-1", story.state.machine().vmId());
              }
            });
  }

  @ParameterizedTest
  @MethodSource("lies")
  void noNumberOfLooksTakesAMachineThatReports(Result lie) {
    Story story = Story.running();
    for (int minute = 0; minute < 60; minute++) {
      story.minutes(1, 2);
      look(story.later(Duration.ofSeconds(20)), lie);
      look(story.later(Duration.ofSeconds(20)), lie);
    }
    assertEquals(Phase.RUNNING, story.state.life().phase());
    assertEquals(1, story.state.azure().scale().capacity());
    assertEquals("vm-1", story.state.machine().vmId());
    assertNull(story.told(Note.Evicted.class));
    assertEquals(
        List.of(), story.state.azure().surplus(), "its own is unseen, so none is too much");
  }

  @Test
  void absenceIsBelievedAfterThreeLooksOverAMinuteWithoutAReport() {
    Story story = Story.running().later(Duration.ofMinutes(2));
    look(story, looked(1, true));
    assertEquals(
        story.now.plusSeconds(25), story.state.azure().lookAt(), "it is looked at before long");
    look(story.later(Duration.ofSeconds(60)), looked(1, true));
    assertEquals(Phase.RUNNING, story.state.life().phase());
    look(story.later(Duration.ofSeconds(30)), looked(1, true));
    look(story.later(Duration.ofSeconds(29)), looked(1, true));
    assertEquals(Phase.RUNNING, story.state.life().phase(), "the first look did not count");
    look(story.later(Duration.ofSeconds(1)), looked(1, true));
    assertEquals(Phase.DEALLOCATING, story.state.life().phase());
    assertEquals(new Note.Evicted(false, null, true), story.told(Note.Evicted.class));
  }

  @Test
  void threeLooksInAFewSecondsAreNoMoreThanOne() {
    Story story = Story.running().later(Duration.ofMinutes(4));
    for (int i = 0; i < 9; i++) {
      look(story.later(Duration.ofSeconds(5)), looked(1, true));
    }
    assertEquals(Phase.RUNNING, story.state.life().phase());
  }

  @Test
  void aLookThatShowsItMakesTheOthersCountForNothing() {
    Story story = Story.running().later(Duration.ofMinutes(4));
    look(story, looked(1, true));
    look(story.later(Duration.ofSeconds(40)), looked(1, true));
    story.later(Duration.ofSeconds(40)).sees("set-a", 1, "vm-1");
    assertEquals(List.of(), story.state.azure().doubts());
    look(story.later(Duration.ofSeconds(40)), looked(1, true));
    assertEquals(Phase.RUNNING, story.state.life().phase());
  }

  @Test
  void anOperationThatFailedTakesNoMachineThatReports() {
    Story story = new Story().asks(ADA, CommandName.START).begun();
    story.reports(MachineEvent.Type.DONE, GamePhase.BOOTING, null);
    story.twisted(d -> d.life.phase(Phase.ALLOCATING));
    Operation failed = new Operation.Failed(Remedy.NEXT_PLACEMENT, "OSProvisioningTimedOut", "");
    story.sees("set-a", 1, failed, "vm-1");
    assertEquals(Phase.BOOTING, story.state.life().phase());
  }

  @Test
  void aMachineThatIsOnItsWayOutOrUnknownIsNotTheOneThatWasAskedFor() {
    for (Instance odd : List.of(machine("0", "vm-0", true), machine("0", null, false))) {
      Story story = new Story().asks(ADA, CommandName.START).begun();
      look(story, looked(1, true, odd));
      assertEquals(Phase.ALLOCATING, story.state.life().phase());
      look(story, looked(1, true, odd, machine("1", "vm-1", false)));
      assertEquals("vm-1", story.state.machine().vmId());
    }
  }

  @Test
  void oneLookGivesNothingBackAndTakesNothingOver() {
    for (boolean adopt : List.of(true, false)) {
      Server server =
          Servers.placed(Story.SERVER.machines().placements(), false, adopt, Story.SERVER);
      Story story = Story.of(server).sees("set-b", 1, "vm-9");
      assertEquals(Phase.STOPPED, story.state.life().phase());
      assertEquals(List.of(), story.toldOperator());
      story.later(Duration.ofMinutes(5)).sees("set-b", 0);
      story.later(Duration.ofMinutes(5)).sees("set-b", 1, "vm-9");
      assertEquals(Phase.STOPPED, story.state.life().phase(), "not twice in a row");
    }
    assertEquals(List.of(), Story.running().sees("set-b", 1, "vm-9").state.azure().orphans());
  }

  @Test
  void aNameIsNotTakenFromTheAddressThatALookLeftOut() {
    Story story = Story.running();
    look(story, looked(1, true));
    assertEquals("203.0.113.7", story.state.machine().address());
  }

  // More machines than one in the set in use.

  private static Story twice() {
    Story story = Story.running();
    story.sees("set-a", 2, "vm-1", "vm-2");
    return story.minutes(1, 2).sees("set-a", 2, "vm-1", "vm-2");
  }

  @Test
  void aSecondMachineIsToldAndExactlyThatOneIsRemoved() {
    assertEquals(
        List.of(), Story.running().sees("set-a", 2, "vm-1", "vm-2").state.azure().surplus());
    Story story = twice();
    assertEquals(List.of(new Note.Foreign("set-a", false)), story.toldOperator());
    Surplus second = new Surplus("set-a", "vm-2", 0, null);
    assertEquals(List.of(second), story.state.azure().surplus());
    assertEquals(1, story.state.azure().scale().revision(), "no capacity is written");
    assertEquals(
        new LookTarget.Look("set-a", null).getClass(), surplusAction(story, null).getClass());
    ScaleSetView view =
        new ScaleSetView(
            "set-a",
            "3",
            2,
            true,
            List.of(machine("4", "vm-1", false), machine("9", "vm-2", false)),
            NONE);
    assertEquals(new SurplusTarget.Remove(second, "9"), surplusAction(story, view));
    story.does(surplusAction(story, view), new Result.Done(null)).sees("set-a", 1, "vm-1");
    assertEquals(List.of(), story.state.azure().surplus());
    assertEquals(Phase.RUNNING, story.state.life().phase());
    assertEquals("vm-1", story.state.machine().vmId());
  }

  private static Action<?> surplusAction(Story story, ScaleSetView view) {
    Findings findings = view == null ? Findings.NONE : Findings.NONE.seeing(view);
    return new SurplusTarget().due(story.server, story.state, findings, story.now);
  }

  @Test
  void theSessionsOwnIsNeverRemovedWhateverTheListSays() {
    Story story = twice().twisted(d -> d.machine = d.machine().seen("vm-2", null));
    assertNull(surplusAction(story, null));
    Story unknown = twice().twisted(d -> d.machine = d.machine().seen(null, null));
    assertNull(surplusAction(unknown, null));
    assertEquals(List.of(), unknown.minutes(1, 2).state.azure().surplus());
  }

  @Test
  void withTheSessionsMachineTheSurplusIsForgottenForTheWholeSetGoes() {
    assertEquals(List.of(), twice().evicting(true).state.azure().surplus());
  }

  @Test
  void aSurplusThatAzureDoesNotRemoveIsTriedAgainAndARefusalIsToldOnce() {
    Story story = twice();
    SurplusTarget.Remove remove =
        new SurplusTarget.Remove(story.state.azure().surplus().getFirst(), "9");
    story.does(remove, new Result.Later(Duration.ofSeconds(30), false));
    assertEquals(story.now.plusSeconds(30), story.state.azure().surplus().getFirst().notBefore());
    Result.Refused refused = new Result.Refused("ScopeLocked", "delete the lock");
    story.does(remove, refused).does(remove, refused);
    assertEquals(story.now.plusSeconds(60), story.state.azure().surplus().getFirst().notBefore());
    assertEquals(
        List.of(
            new Note.Foreign("set-a", false),
            new Note.AzureRefused("set-a", "ScopeLocked", "delete the lock")),
        story.toldOperator());
  }

  @Test
  void ofTwoThatComeUpAtOnceTheFirstIsTheSessionsAndIsToldAgainWhoItIs() {
    Story story = new Story().asks(ADA, CommandName.START).begun().sees("set-a", 1, "vm-1", "vm-2");
    assertEquals("vm-1", story.state.machine().vmId());
    story.later(Duration.ofSeconds(30)).sees("set-a", 1, "vm-1", "vm-2");
    story.twisted(d -> d.azure.inbox(List.of()));
    Surplus surplus = story.state.azure().surplus().getFirst();
    story.does(new SurplusTarget.Remove(surplus, "1"), new Result.Done(null));
    assertEquals("hello-1", story.state.azure().inbox().getFirst().id());
  }

  @Test
  void ofTwoTheOneThatTookTheHelloIsTheSessionsWhicheverIsListedFirst() {
    Story story = new Story().asks(ADA, CommandName.START).begun().sees("set-a", 1, "vm-1", "vm-2");
    story.later(Duration.ofSeconds(30)).sees("set-a", 1, "vm-1", "vm-2");
    assertEquals("vm-2", story.state.azure().surplus().getFirst().vmId());
    story.happens(on("vm-2", story.report(MachineEvent.Type.PHASE, GamePhase.LOADING)));
    assertEquals("vm-2", story.state.machine().vmId());
    assertNull(story.state.machine().address(), "the address was the other one's");
    assertEquals(story.now, story.state.azure().lookAt());
    story.sees("set-a", 1, "vm-1", "vm-2");
    story.later(Duration.ofSeconds(30)).sees("set-a", 1, "vm-1", "vm-2");
    assertEquals(
        List.of("vm-1"), story.state.azure().surplus().stream().map(Surplus::vmId).toList());
    assertNotNull(story.state.machine().address());
  }

  @Test
  void whatAnotherMachineOfTheSetReportsChangesNothing() {
    Story story = Story.running();
    story.happens(on("vm-1", story.report(MachineEvent.Type.HEARTBEAT, GamePhase.RUNNING)));
    State before = story.state;
    story.happens(on("vm-2", story.report(MachineEvent.Type.STOPPED, GamePhase.STOPPED)));
    story.happens(on("vm-2", story.report(MachineEvent.Type.FAILED, GamePhase.STOPPED)));
    story.happens(on("vm-2", story.report(MachineEvent.Type.EVICTING, GamePhase.SAVING)));
    assertEquals(before.machine(), story.state.machine());
    assertEquals(Phase.RUNNING, story.state.life().phase());
    story.happens(story.report(MachineEvent.Type.STOPPED, GamePhase.STOPPED).event());
    assertEquals(Phase.DEALLOCATING, story.state.life().phase(), "an older agent does not say it");
  }

  @Test
  void aCapacityForMoreThanTheOneMachineIsToldOnceAndChangesNothing() {
    Story story = Story.running().sees("set-a", 2, "vm-1");
    assertEquals(List.of(), story.toldOperator(), "one look decides nothing");
    story.minutes(1, 2).sees("set-a", 2, "vm-1").minutes(1, 2).sees("set-a", 2, "vm-1");
    assertEquals(List.of(new Note.TooMuchCapacity("set-a", 2)), story.toldOperator());
    assertEquals(1, story.state.azure().scale().revision(), "no capacity is written");
    assertEquals(List.of(), story.state.azure().surplus());
    assertEquals(
        List.of(), Story.running().keepsSeeing("set-a", 1, "vm-1").toldOperator(), "as asked for");
  }

  private static MachineEvent on(String vm, Report report) {
    return report.on(vm).event();
  }

  // A machine whose row is lost.

  private static Story forgotten(String vm) {
    Story story = Story.of(Story.SERVER);
    for (int beat = 1; beat <= 3; beat++) {
      Report report = new Report(MachineEvent.Type.HEARTBEAT, GamePhase.RUNNING, 9, beat);
      story.later(Duration.ofMinutes(1)).happens(on(vm, report.count(2)));
    }
    return story;
  }

  @ParameterizedTest(name = "it says that it is {0}")
  @NullSource
  @ValueSource(strings = "vm-9")
  void aMachineThatProvesToBeOursIsTakenOverWithWhoIsOnWhateverTheSettingsSay(String vm) {
    Story story = forgotten(vm);
    assertEquals(List.of("set-a", "set-b", "set-r"), story.state.azure().pendingChecks());
    for (int look = 0; look < 3; look++) {
      story.later(Duration.ofSeconds(30)).sees("set-b", 1, "vm-9");
    }
    assertEquals(Phase.ALLOCATING, story.state.life().phase());
    assertEquals(9, story.state.life().generation(), "its reports go on to be proved");
    assertEquals(1, story.state.azure().scale().capacity());
    assertEquals(List.of(new Note.Foreign("set-b", true)), story.toldOperator());
    assertNull(story.state.life().forgotten());
    story.begun().sees("set-b", 1, "vm-9");
    Report beat = new Report(MachineEvent.Type.HEARTBEAT, GamePhase.RUNNING, 9, 4);
    story.happens(on(vm, beat.count(2)));
    assertEquals(Phase.RUNNING, story.state.life().phase());
    assertEquals(2, story.state.players().count());
  }

  @Test
  void beforeItIsTakenOverNothingIsDecidedOfOtherSets() {
    Story story = forgotten("vm-9");
    for (int look = 0; look < 3; look++) {
      story.later(Duration.ofSeconds(30)).sees("set-a", 1, "vm-7");
    }
    assertEquals(Phase.STOPPED, story.state.life().phase());
    assertNull(story.state.session());
    assertEquals(List.of(), story.toldOperator());
  }

  @Test
  void oneWhoseGameIsOverIsLikeAnyOther() {
    Story story = forgotten("vm-9");
    Report over = new Report(MachineEvent.Type.HEARTBEAT, GamePhase.STOPPED, 9, 4);
    story.happens(on("vm-9", over.count(0)));
    assertNull(story.state.life().forgotten());
    for (int look = 0; look < 3; look++) {
      story.later(Duration.ofSeconds(30)).sees("set-b", 1, "vm-9");
    }
    assertEquals(Phase.DEALLOCATING, story.state.life().phase());
    assertEquals(10, story.state.life().generation());
  }

  @Test
  void oneThatIsHeardNoMoreIsLikeAnyOther() {
    Story story = forgotten("vm-9").later(Doubts.FRESH).keepsSeeing("set-b", 1, "vm-9");
    assertEquals(Phase.DEALLOCATING, story.state.life().phase());
    assertEquals(10, story.state.life().generation());
  }

  // A machine that is to go and stays.

  @Test
  void aFailedGivingBackIsToldAtOnceAndAskedAgainEachMinuteAsLongAsItIsThere() {
    Story story = Story.running().asks(BEN, CommandName.STOP).stopped(true).begun();
    Operation failed = new Operation.Failed(Remedy.LATER, "InternalExecutionError", "words");
    for (int times = 0; times < 30; times++) {
      story.sees("set-a", 0, failed, "vm-1");
      assertFalse(story.state.azure().scale().isDone());
      assertEquals(0, story.state.azure().scale().capacity());
      assertEquals(story.now.plusSeconds(60), story.state.azure().scale().notBefore());
      story.later(Duration.ofMinutes(1));
      assertNotNull(new CapacityTarget().due(story.server, story.state, Findings.NONE, story.now));
      story.begun();
    }
    assertEquals(
        new Note.AzureRefused("set-a", "InternalExecutionError", "words"),
        story.toldOperator().getFirst());
    assertEquals(1, story.count(Note.AzureRefused.class));
    story.sees("set-a", 0);
    assertEquals(Phase.STOPPED, story.state.life().phase());
  }

  @Test
  void whatIsDoubtedIsForgottenWithTheLookThatShowsOtherwise() {
    Story story = Story.of(Story.SERVER).sees("set-b", 1, "vm-9");
    assertTrue(story.state.azure().doubts().stream().anyMatch(d -> d.scaleSet().equals("set-b")));
    story.sees("set-b", 0);
    assertEquals(List.of(), story.state.azure().doubts());
  }

  @Test
  void aReportOfANewerMachineThanTheStateKnowsRaisesWhatTheNextBeginsAfter() {
    Story story = new Story().twisted(d -> d.life.generation(6));
    story.joins("Luu", 9, 1, 1);
    assertEquals(9, story.state.life().generation());
    assertEquals(10, story.asks(ADA, CommandName.START).state.life().generation());
    story.joins("Luu", 12, 1, 2);
    assertEquals(10, story.state.life().generation(), "a session's own is not changed");
  }
}
