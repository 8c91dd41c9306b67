package hearth.core.delivery;

import static hearth.core.delivery.Story.ADA;
import static hearth.core.delivery.Story.BEN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.core.CommandName;
import hearth.core.Ending;
import hearth.core.Fetched;
import hearth.core.Options;
import hearth.core.Phase;
import hearth.core.Player;
import hearth.core.StartTime;
import hearth.core.StartTimes;
import hearth.core.event.Event;
import hearth.core.event.MachineEvent;
import hearth.core.event.MachineEvent.GamePhase;
import hearth.core.event.Transition;
import hearth.core.fleet.Bounds;
import hearth.core.fleet.Server;
import hearth.core.fleet.Servers;
import hearth.core.note.Note;
import hearth.core.state.Players;
import hearth.core.state.State;
import hearth.core.state.Views;
import hearth.core.wanted.Announcement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What follows from what a machine reports. */
class ReportsRulesTest {

  private static Story reached(Phase phase) {
    Story story = new Story().asks(ADA, CommandName.START).begun();
    if (phase == Phase.ALLOCATING) {
      return story;
    }
    story.sees("set-a", 1, "vm-1");
    if (phase == Phase.LOADING) {
      story.reports(MachineEvent.Type.PHASE, GamePhase.LOADING, null);
    }
    if (phase.compareTo(Phase.LOADING) > 0) {
      story.reports(MachineEvent.Type.READY, GamePhase.RUNNING, 0);
    }
    if (phase.compareTo(Phase.RUNNING) > 0) {
      story.asks(BEN, CommandName.STOP, new Options(0, phase == Phase.DEALLOCATING, null, 0));
    }
    assertEquals(phase, story.state.life().phase());
    return story;
  }

  @ParameterizedTest(name = "in {0}, a game that is {1}: {2}")
  @CsvSource({
    "ALLOCATING, BOOTING, BOOTING",
    "ALLOCATING, LOADING, LOADING",
    "ALLOCATING, RUNNING, RUNNING",
    "ALLOCATING, SAVING, ALLOCATING",
    "ALLOCATING, STOPPED, DEALLOCATING",
    "BOOTING, BOOTING, BOOTING",
    "BOOTING, LOADING, LOADING",
    "BOOTING, RUNNING, RUNNING",
    "BOOTING, STOPPED, DEALLOCATING",
    "LOADING, BOOTING, LOADING",
    "LOADING, LOADING, LOADING",
    "LOADING, RUNNING, RUNNING",
    "LOADING, STOPPED, DEALLOCATING",
    "RUNNING, BOOTING, RUNNING",
    "RUNNING, LOADING, LOADING",
    "RUNNING, RUNNING, RUNNING",
    "RUNNING, SAVING, RUNNING",
    "RUNNING, STOPPED, DEALLOCATING",
    "SAVING, LOADING, SAVING",
    "SAVING, RUNNING, SAVING",
    "SAVING, SAVING, SAVING",
    "SAVING, STOPPED, DEALLOCATING",
    "DEALLOCATING, LOADING, DEALLOCATING",
    "DEALLOCATING, RUNNING, DEALLOCATING",
    "DEALLOCATING, STOPPED, DEALLOCATING",
  })
  void whicheverReportComesItSaysHowFarTheGameIs(Phase before, GamePhase game, Phase after) {
    Story story = reached(before).later(Duration.ofSeconds(9));
    Instant since = story.state.life().since();
    story.reports(MachineEvent.Type.HEARTBEAT, game, null);
    assertEquals(after, story.state.life().phase());
    assertEquals(before == after ? since : story.now, story.state.life().since());
  }

  @ParameterizedTest(name = "an eviction in {0}: {1}")
  @CsvSource({
    "ALLOCATING, true",
    "BOOTING, true",
    "LOADING, true",
    "RUNNING, true",
    "SAVING, false",
    "DEALLOCATING, false",
  })
  void aMachineThatIsTakenIsReplacedUnlessItIsToGoAnyway(Phase before, boolean relights) {
    Story story = reached(before).evicting(true);
    assertEquals(Phase.DEALLOCATING, story.state.life().phase());
    assertEquals(relights, story.state.session().placing().relight());
    assertEquals(relights ? 1 : 0, story.state.session().tally().lost());
  }

  @ParameterizedTest(name = "{0} with a game that is {1}")
  @CsvSource({
    "PHASE, SAVING",
    "SAVED, SAVING",
    "BACKUP, SAVING",
    "HEARTBEAT, SAVING",
    "HEARTBEAT, RUNNING",
    "HEARTBEAT, STOPPED",
    "STOPPED, STOPPED",
    "FAILED, STOPPED",
  })
  void aNoticeIsTakenFromWhicheverReportOvertookTheOneThatBroughtIt(
      MachineEvent.Type type, GamePhase game) {
    Story story = Story.running();
    MachineEvent notice =
        story.report(MachineEvent.Type.EVICTING, GamePhase.SAVING).saved(true).event();
    story.happens(story.report(type, game).saved(true).evicting().event());
    assertEquals(Phase.DEALLOCATING, story.state.life().phase());
    assertEquals(true, story.state.session().placing().relight());
    assertNull(story.state.session().ending());
    assertEquals(new Note.Evicted(true, true, true), story.told(Note.Evicted.class));
    story.happens(notice);
    assertEquals(1, story.state.session().tally().lost());
    assertEquals(1, story.count(Note.Evicted.class));
  }

  @Test
  void thatItWasSavedIsKnownFromWhicheverReportSaysSo() {
    Story evicted = reached(Phase.SAVING).evicting(true);
    assertEquals(true, evicted.state.session().ending().saved());
    Story late = reached(Phase.DEALLOCATING);
    assertEquals(false, late.state.session().ending().saved());
    assertEquals(true, late.evicting(true).state.session().ending().saved());
    Story stopped = reached(Phase.DEALLOCATING).stopped(true);
    assertEquals(true, stopped.state.session().ending().saved());
    Story saving = reached(Phase.SAVING);
    saving.happens(saving.report(MachineEvent.Type.SAVED, GamePhase.SAVING).saved(true).event());
    assertEquals(true, saving.state.session().ending().saved());
    assertEquals(true, saving.stopped(false).state.session().ending().saved(), "nothing unsays it");
    Story overtaken = reached(Phase.SAVING);
    overtaken.happens(
        overtaken.report(MachineEvent.Type.HEARTBEAT, GamePhase.STOPPED).saved(true).event());
    assertEquals(true, overtaken.state.session().ending().saved());
    assertNull(reached(Phase.SAVING).stopped(null).state.session().ending().saved());
  }

  @Test
  void aGameThatEndsByItselfEndsTheSessionAndSaysWhy() {
    Story story = Story.running();
    story.happens(
        story
            .report(MachineEvent.Type.STOPPED, GamePhase.STOPPED)
            .saved(true)
            .detail("exit 1")
            .event());
    assertEquals(
        new Ending(Ending.Cause.FAILED, null, true, "exit 1"), story.state.session().ending());
    assertEquals(0, story.state.azure().scale().capacity());
  }

  @Test
  void aFailureEndsTheSessionWhenTheGameHasEnded() {
    Story story = reached(Phase.BOOTING);
    story.happens(
        story.report(MachineEvent.Type.FAILED, GamePhase.STOPPED).detail("disk full").event());
    assertEquals("disk full", story.state.session().ending().detail());
    assertEquals(Phase.DEALLOCATING, story.state.life().phase());
    Story order = Story.running();
    order.happens(
        order.report(MachineEvent.Type.FAILED, GamePhase.STOPPED).answers("restart-1").event());
    assertEquals(Phase.DEALLOCATING, order.state.life().phase(), "the restart found no game again");
  }

  @Test
  void anotherOrdersFailureLeavesTheRestartUnderWay() {
    Story story = Story.running().asks(ADA, CommandName.RESTART);
    story.happens(story.report(MachineEvent.Type.FAILED, GamePhase.RUNNING).answers("x").event());
    assertNotNull(story.state.session().orders().restart());
    assertEquals(new Note.OrderFailed("?"), story.told(Note.OrderFailed.class));
  }

  @ParameterizedTest(name = "{0} and ordered: {1}")
  @CsvSource({
    "MADE, true, false",
    "FAILED, true, true",
    "FAILED, false, false",
    "SNAPSHOT_FAILED, false, false",
  })
  void whoOrderedABackupIsToldThatThereIsNone(
      MachineEvent.Backup.Outcome outcome, boolean ordered, boolean told) {
    Story story = Story.running();
    Report report = story.report(MachineEvent.Type.BACKUP, GamePhase.RUNNING).backup(outcome);
    story.happens(report.answers(ordered ? "backup-1" : null).detail("no room").event());
    assertEquals(told ? 1 : 0, story.count(Note.OrderFailed.class));
    assertEquals(Phase.RUNNING, story.state.life().phase());
  }

  @Test
  void aBackupThatHoldsNoWholeWorldIsToldToTheOperatorOnceASession() {
    Story story = reached(Phase.RUNNING);
    for (String name : List.of("a.tar.gz", "b.tar.gz")) {
      story.happens(notWhole(story, name).event());
    }
    assertEquals(
        List.of(new Note.BackupNotWhole("a.tar.gz", "save 3 has no .ok")), story.toldOperator());
    assertEquals(1, story.count(Note.BackupNotWhole.class), "nobody asked for it");
    assertEquals(Phase.RUNNING, story.state.life().phase());
  }

  @Test
  void whoOrderedABackupHearsEachTimeThatItHoldsNoWholeWorld() {
    Story story = reached(Phase.RUNNING);
    for (String name : List.of("a.tar.gz", "b.tar.gz")) {
      story.happens(notWhole(story, name).answers("backup-" + name).event());
    }
    assertEquals(1, story.toldOperator().size());
    assertEquals(3, story.count(Note.BackupNotWhole.class));
  }

  private static Report notWhole(Story story, String name) {
    return story
        .report(MachineEvent.Type.BACKUP, GamePhase.RUNNING)
        .notWhole(name)
        .detail("save 3 has no .ok");
  }

  @Test
  void theLinesThatNoPatternKnewReachTheOperatorAsTheyWereMasked() {
    Story story = reached(Phase.RUNNING);
    String lines = "nothing recognised for 45 minutes\nName1 came aboard from 192.0.2.0";
    story.happens(story.report(MachineEvent.Type.DRIFT, GamePhase.RUNNING).detail(lines).event());
    assertEquals(List.of(new Note.Drift(lines)), story.toldOperator());
  }

  @Test
  void aFailedOrderStillSaysHowFarTheGameIs() {
    Story story = reached(Phase.LOADING);
    story.happens(story.report(MachineEvent.Type.FAILED, GamePhase.RUNNING).answers("x").event());
    assertEquals(Phase.RUNNING, story.state.life().phase());
  }

  @Test
  void aLogThatIsNoLongerUnderstoodIsToldToTheOperatorOnce() {
    Story story = reached(Phase.LOADING);
    for (int i = 0; i < 2; i++) {
      story.happens(story.report(MachineEvent.Type.DRIFT, GamePhase.RUNNING).event());
    }
    assertEquals(List.of(new Note.Drift(null)), story.toldOperator());
    assertEquals(Phase.RUNNING, story.state.life().phase());
  }

  @Test
  void theStepOfABootingMachineIsShown() {
    Story story = reached(Phase.ALLOCATING);
    story.happens(
        story.report(MachineEvent.Type.PHASE, GamePhase.BOOTING).step("download").event());
    assertEquals("download", story.state.session().placing().step());
    assertEquals(new Note.Lighting(Phase.BOOTING, "download", false), story.lastReply());
    story.later(Duration.ofMinutes(15)).happens(new Event.Swept());
    assertEquals(
        new Ending(Ending.Cause.TIMEOUT, null, null, "download"), story.state.session().ending());
    assertEquals(Phase.SAVING, story.state.life().phase(), "its agent was heard, so it is asked");
  }

  @Test
  void howFarADownloadIsIsShownUntilTheMachineIsAtSomethingElse() {
    Story story = reached(Phase.ALLOCATING);
    Fetched half = new Fetched(5, 10, 0, 0);
    story.happens(
        story
            .report(MachineEvent.Type.PHASE, GamePhase.BOOTING)
            .step("download")
            .fetched(half)
            .event());
    story.happens(
        story.report(MachineEvent.Type.HEARTBEAT, GamePhase.BOOTING).step("download").event());
    assertEquals(half, story.state.session().placing().fetched());
    story.happens(story.report(MachineEvent.Type.PHASE, GamePhase.BOOTING).step("world").event());
    assertNull(story.state.session().placing().fetched());
  }

  @Test
  void whatABootIsAtIsNoStepOfAGameThatLoads() {
    Story story = reached(Phase.LOADING);
    story.happens(
        story.report(MachineEvent.Type.PHASE, GamePhase.BOOTING).step("download").event());
    assertNull(story.state.session().placing().step());
  }

  @ParameterizedTest(name = "{0} may last {1} minutes, then {2}")
  @CsvSource({
    "ALLOCATING, 10, DEALLOCATING",
    "BOOTING, 15, DEALLOCATING",
    "LOADING, 20, SAVING",
    "SAVING, 2, DEALLOCATING",
  })
  void nothingLastsForEver(Phase phase, int minutes, Phase after) {
    Story story = reached(phase).later(Duration.ofMinutes(minutes).minusMillis(1));
    assertEquals(phase, story.happens(new Event.Swept()).state.life().phase());
    story.later(Duration.ofMillis(1)).happens(new Event.Swept());
    assertEquals(after, story.state.life().phase());
  }

  @Test
  void aMachineThatDoesNotComeInTimeIsSoughtElsewhere() {
    Story story = reached(Phase.ALLOCATING).later(Duration.ofMinutes(10));
    story.happens(new Event.Swept());
    assertEquals(
        new Note.TryingElsewhere("Standard_D2as_v5", "no machine in time"),
        story.told(Note.TryingElsewhere.class));
  }

  @Test
  void theFirstReportOfAMachineThatArmHasNotShownLetsArmBeAsked() {
    Story story = reached(Phase.ALLOCATING);
    story.later(Duration.ofSeconds(1)).reports(MachineEvent.Type.PHASE, GamePhase.BOOTING, null);
    assertEquals(story.now, story.state.azure().lookAt());
    story.later(Duration.ofSeconds(1)).sees("set-a", 1, "vm-1");
    assertNull(story.state.azure().lookAt(), "all is known");
  }

  // Readiness.

  @Test
  void theUsualTimeIsTheMiddleOneOfTheLastFiveStarts() {
    Story story = new Story();
    for (int start = 1; start <= 6; start++) {
      story.asks(start % 2 == 0 ? ADA : BEN, CommandName.START).begun().sees("set-a", 1, "vm");
      story.later(Duration.ofSeconds(start * 10L));
      story.reports(MachineEvent.Type.READY, GamePhase.RUNNING, 0);
      story.asks(ADA, CommandName.RESTART).later(Duration.ofSeconds(30));
      story.reports(MachineEvent.Type.PHASE, GamePhase.LOADING, 0);
      story.reports(MachineEvent.Type.READY, GamePhase.RUNNING, 0);
      assertEquals(start, story.state.memory().lastStarts().size());
      story.asks(ADA, CommandName.STOP).stopped(true).begun().sees("set-a", 0);
    }
    assertEquals(List.of(10L, 20L, 30L, 40L, 50L, 60L), lengths(story));
    story.asks(BEN, CommandName.START);
    assertEquals(
        story.state.session().startedAt().plusSeconds(40),
        Views.session(story.server, story.state).progress().usually());
  }

  private static List<Long> lengths(Story story) {
    return story.state.memory().lastStarts().stream().map(StartTime::seconds).toList();
  }

  @Test
  void ofTwentyStartsThePhasesAreRememberedInStateAndHistory() {
    Story story = new Story();
    for (int start = 1; start <= 22; start++) {
      story.asks(start % 2 == 0 ? ADA : BEN, CommandName.START).begun();
      story.later(Duration.ofSeconds(start)).sees("set-a", 1, "vm");
      story.reports(MachineEvent.Type.PHASE, GamePhase.BOOTING, 0);
      story.later(Duration.ofSeconds(30));
      story.reports(MachineEvent.Type.PHASE, GamePhase.LOADING, 0);
      story.later(Duration.ofSeconds(12));
      story.reports(MachineEvent.Type.READY, GamePhase.RUNNING, 0);
      story.asks(ADA, CommandName.RESTART).later(Duration.ofSeconds(30));
      story.reports(MachineEvent.Type.PHASE, GamePhase.LOADING, 0);
      story.later(Duration.ofSeconds(12));
      story.reports(MachineEvent.Type.READY, GamePhase.RUNNING, 0);
      story.asks(ADA, CommandName.STOP).stopped(true).begun().sees("set-a", 0);
      story.later(Duration.ofMinutes(30));
    }
    StartTime last =
        new StartTime(64, Map.of(Phase.ALLOCATING, 22L, Phase.BOOTING, 30L, Phase.LOADING, 12L));
    assertEquals(20, story.state.memory().lastStarts().size());
    assertEquals(last, story.state.memory().lastStarts().getLast());
    assertEquals(last, story.state.session().tally().start(), "the restart is no part of it");
    StartTimes times = Views.line(story.server, story.state).starts();
    assertEquals(new StartTimes.Spread(55, 62), times.whole());
    assertEquals(new StartTimes.Spread(13, 20), times.phases().get(Phase.ALLOCATING));
    assertEquals(new StartTimes.Spread(12, 12), times.phases().get(Phase.LOADING));
  }

  @Test
  void aServerThatNeverCameUpHasNoUsualTime() {
    assertNull(Views.session(Story.SERVER, reached(Phase.BOOTING).state).progress().usually());
    assertNull(Views.session(Story.SERVER, State.NEW));
  }

  @Test
  void theFirstReadinessIsTheSessions() {
    Story story = reached(Phase.BOOTING).later(Duration.ofSeconds(70));
    story.reports(MachineEvent.Type.READY, GamePhase.RUNNING, 0);
    assertEquals(story.now, story.state.session().tally().readyAt());
    assertEquals(List.of(70L), lengths(story));
    Instant first = story.now;
    story.minutes(1, 1).evicting(true).begun().sees("set-a", 0).begun().sees("set-b", 1, "v");
    story.reports(MachineEvent.Type.READY, GamePhase.RUNNING, 0);
    assertEquals(first, story.state.session().tally().readyAt());
  }

  // Players.

  @Test
  void whatWasKnownBeforeIsNotToldAgain() {
    Story story = Story.running();
    long known = story.state.machine().seq();
    Transition old = new Transition(known, true, "a", "Ada", story.now);
    Transition left = new Transition(known, false, "b", "Bea", story.now);
    Transition fresh = new Transition(known + 1, true, "c", "Cem", story.now);
    story.happens(
        story.report(MachineEvent.Type.PLAYERS, GamePhase.RUNNING).moved(old, left, fresh).event());
    assertEquals(new Note.Joined("Cem"), story.told(Note.Joined.class));
    assertEquals(1, story.count(Note.Joined.class));
    assertNull(story.told(Note.Left.class));
    Transition gone = new Transition(known + 2, false, "c", "Cem", story.now);
    story.happens(
        story.report(MachineEvent.Type.PLAYERS, GamePhase.RUNNING).moved(fresh, gone).event());
    assertEquals(new Note.Left("Cem"), story.told(Note.Left.class));
    Announcement held = story.state.discord().announcements().getLast();
    assertEquals(story.now.plusSeconds(10), held.notBefore());
    assertEquals("c", held.player());
    assertTrue(
        story.state.session().telling().recent().stream()
            .anyMatch(h -> h.note() instanceof Note.Left));
  }

  @Test
  void twoAnnouncementsNeverHaveOneNumber() {
    Story story = Story.running();
    IntStream.range(0, 5)
        .forEach(
            i -> {
              long seq = story.state.machine().seq() + 1;
              Transition join = new Transition(seq, i % 2 == 0, "k" + i, "P", story.now);
              story.happens(
                  story.report(MachineEvent.Type.PLAYERS, GamePhase.RUNNING).moved(join).event());
            });
    List<Long> numbers =
        story.state.discord().announcements().stream().map(Announcement::n).toList();
    assertEquals(LongStream.rangeClosed(1, numbers.size()).boxed().toList(), numbers);
    assertEquals(numbers.getLast(), story.state.discord().announced());
  }

  @ParameterizedTest(name = "{0} on with at least {1} wanted: idle is {2}")
  @CsvSource({
    "0, 1, true",
    "1, 1, false",
    "1, 2, true",
    "2, 2, false",
    "0, 0, false",
    ", 1, false"
  })
  void fewerThanTheSettingsWantCountAsNobody(Integer count, int minimum, boolean idle) {
    Server server = Servers.limited(Bounds.counts(minimum, 3, 6), Story.SERVER);
    Story story = Story.running(server).minutes(1, count);
    assertEquals(idle, story.state.players().emptySince() != null);
    assertEquals(count, story.state.players().count());
  }

  @Test
  void whoIsOnIsSeenByRosterOrByCountAndAJoinAloneIsRemembered() {
    Story counted = Story.running();
    counted.later(Duration.ofSeconds(5));
    counted.happens(
        counted.report(MachineEvent.Type.HEARTBEAT, GamePhase.RUNNING).count(2).event());
    assertEquals(counted.now, counted.state.players().seenAt());
    assertEquals(2, counted.state.session().tally().peak());
    Story listed = Story.running().later(Duration.ofSeconds(5));
    listed.happens(
        listed
            .report(MachineEvent.Type.HEARTBEAT, GamePhase.RUNNING)
            .roster(new Player("a", "a", listed.now))
            .event());
    assertEquals(listed.now, listed.state.players().seenAt());
    assertTrue(listed.state.players().everJoined());
    Story empty = Story.running().minutes(1, 0);
    assertNull(empty.state.players().seenAt());
    assertFalse(empty.state.players().everJoined());
    Transition join = new Transition(99, true, "a", "a", empty.now);
    empty.happens(
        empty.report(MachineEvent.Type.PLAYERS, GamePhase.RUNNING).moved(join).count(0).event());
    assertTrue(empty.state.players().everJoined());
    assertNull(empty.state.players().seenAt());
    assertNotNull(empty.state.players().emptySince());
  }

  @Test
  void emptinessCountsFromItsFirstReport() {
    Story story = Story.running().minutes(1, 1).minutes(1, 0);
    Instant first = story.now;
    assertEquals(first, story.minutes(5, 0).state.players().emptySince());
  }

  @Test
  void whatAMachineThatGoesSaysOfPlayersIsNotTaken() {
    Story story = reached(Phase.DEALLOCATING);
    Players before = story.state.players();
    story.reports(MachineEvent.Type.HEARTBEAT, GamePhase.RUNNING, 5);
    assertEquals(before, story.state.players());
  }

  // Restarts.

  @ParameterizedTest
  @EnumSource(
      value = MachineEvent.Type.class,
      names = {"DONE", "PHASE"})
  void theRestartHasBegunWhenTheAgentSaysSo(MachineEvent.Type type) {
    Story story = Story.running().asks(ADA, CommandName.RESTART);
    String order = story.state.session().orders().restart().message();
    story.happens(story.report(type, GamePhase.RUNNING).answers(order).event());
    assertNull(story.state.session().orders().restart());
    assertTrue(
        story.state.discord().replies().stream().anyMatch(r -> r.note() instanceof Note.UpFor),
        "the same report says that it is joinable again");
    assertEquals(2, story.count(Note.Ready.class));
  }

  @Test
  void anAnswerToSomethingElseIsNoRestart() {
    Story story = Story.running().asks(ADA, CommandName.RESTART);
    story.happens(story.report(MachineEvent.Type.DONE, GamePhase.RUNNING).answers("x").event());
    assertNotNull(story.state.session().orders().restart());
    assertEquals(1, story.count(Note.Ready.class));
  }

  @Test
  void aNewerVersionThanTheProfileWasCheckedWithIsToldOnceAndKept() {
    Story story = Story.running();
    for (int i = 0; i < 3; i++) {
      story.happens(
          story
              .report(MachineEvent.Type.HEARTBEAT, GamePhase.RUNNING)
              .version("1.0.18", "1.0.17")
              .event());
    }
    assertEquals(List.of(new Note.NewerVersion("1.0.18", "1.0.17")), story.toldOperator());
    assertEquals("1.0.18", story.state.session().tally().version());
    assertEquals("1.0.18", Views.line(story.server, story.state).version());
    assertEquals("1.0.18", story.state.memory().newVersionTold(), "the next session tells nothing");
  }

  @Test
  void aVersionThatWasCheckedIsKeptAndTroublesNobody() {
    Story story = Story.running();
    story.happens(
        story
            .report(MachineEvent.Type.HEARTBEAT, GamePhase.RUNNING)
            .version("1.0.17", null)
            .event());
    assertEquals(List.of(), story.toldOperator());
    assertEquals("1.0.17", story.state.session().tally().version());
  }

  @Test
  void aGameThatBeginsAnewUnderPlayersIsReadyAgainAndOneThatOnlyFlapsIsNot() {
    Story flapping = Story.running();
    for (int i = 0; i < 20; i++) {
      flapping.later(Duration.ofSeconds(20));
      flapping.reports(MachineEvent.Type.PHASE, GamePhase.LOADING, 0);
      flapping.reports(MachineEvent.Type.READY, GamePhase.RUNNING, 0);
    }
    assertEquals(1, flapping.count(Note.Ready.class));
    Story played = Story.running();
    for (int i = 0; i < 20; i++) {
      played.later(Duration.ofSeconds(20));
      played.reports(MachineEvent.Type.PLAYERS, GamePhase.RUNNING, 2);
      played.reports(MachineEvent.Type.PHASE, GamePhase.LOADING, null);
      assertNull(played.state.players().count(), "nobody is known to be on");
      played.reports(MachineEvent.Type.READY, GamePhase.RUNNING, 0);
    }
    assertEquals(4, played.count(Note.Ready.class));
  }

  @Test
  void whatAMachineHasToldInAMinuteHasABudgetAndTheRestIsOneLine() {
    Story story = Story.running();
    for (int i = 0; i < 500; i++) {
      story.joins("P" + i, 1, 1, 10 + i);
      if (i % 10 == 0) {
        story.delivered();
      }
    }
    long before = story.state.discord().announced();
    story.later(Duration.ofMinutes(2)).delivered();
    assertEquals(List.of(), story.state.discord().announcements());
    story.joins("Q", 1, 1, 900);
    assertEquals(new Note.Joined("Q"), story.told(Note.Joined.class));
    assertEquals(before + 1, story.state.discord().announced());
  }
}
