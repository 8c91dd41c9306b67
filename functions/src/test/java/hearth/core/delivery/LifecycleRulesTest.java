package hearth.core.delivery;

import static hearth.core.delivery.Story.ADA;
import static hearth.core.delivery.Story.BEN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.core.Command;
import hearth.core.CommandName;
import hearth.core.Ending;
import hearth.core.Lists;
import hearth.core.Options;
import hearth.core.Phase;
import hearth.core.Player;
import hearth.core.ReplyAddress;
import hearth.core.event.Event;
import hearth.core.event.MachineEvent;
import hearth.core.event.MachineEvent.GamePhase;
import hearth.core.event.Transition;
import hearth.core.fleet.AnnouncementPolicy;
import hearth.core.fleet.Server;
import hearth.core.fleet.Servers;
import hearth.core.fleet.StableName;
import hearth.core.history.HistoryRow;
import hearth.core.note.Note;
import hearth.core.port.Result;
import hearth.core.state.Draft;
import hearth.core.state.State;
import hearth.core.state.Usage;
import hearth.core.state.Views;
import hearth.core.wanted.Announcement;
import hearth.core.wanted.InboxMessage;
import hearth.core.wanted.Reply;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What people can ask of a running server, and what follows for the clock and the bill. */
class LifecycleRulesTest {

  @Test
  void aForcedStopWaitsForNoSaveAndSaysSo() {
    Story story = Story.running().asks(ADA, CommandName.STOP, new Options(0, true, null, 0));
    assertEquals(Phase.DEALLOCATING, story.state.life().phase());
    assertEquals(0, story.state.azure().scale().capacity());
    assertEquals(false, story.state.session().ending().saved());
  }

  @Test
  void aStopThatWaitsCanBeForced() {
    Story story = Story.running().asks(ADA, CommandName.STOP);
    story.asks(BEN, CommandName.STOP, new Options(0, true, null, 0));
    assertEquals(Phase.DEALLOCATING, story.state.life().phase());
    assertEquals(BEN, story.state.session().ending().by());
  }

  @Test
  void aSessionWithATimeEndsThenAfterWarnings() {
    Story story =
        new Story()
            .asks(ADA, CommandName.START, new Options(90, false, null, 0))
            .begun()
            .sees("set-a", 1, "vm-1")
            .reports(MachineEvent.Type.READY, GamePhase.RUNNING, 1)
            .minutes(81, 3);
    assertEquals(10, story.told(Note.TimeLimitWarning.class).minutesLeft());
    assertEquals(Phase.RUNNING, story.state.life().phase());
    story.minutes(9, 3);
    assertEquals(Phase.SAVING, story.state.life().phase());
    assertEquals(Ending.Cause.TIME_LIMIT, story.state.session().ending().cause());
    assertFalse(
        story.state.session().orders().ifEmpty(), "it stops whoever is on: people asked for that");
  }

  @Test
  void extendPutsTheTimeLimitOff() {
    Story story =
        new Story()
            .asks(ADA, CommandName.START, new Options(60, false, null, 0))
            .begun()
            .sees("set-a", 1, "vm-1")
            .reports(MachineEvent.Type.READY, GamePhase.RUNNING, 1);
    Instant end = story.now.plus(Duration.ofMinutes(60));
    story.minutes(55, 2).asks(BEN, CommandName.EXTEND, new Options(30, false, null, 0));
    assertEquals(
        end.plus(Duration.ofMinutes(30)).getEpochSecond(),
        assertInstanceOf(Note.Extended.class, story.lastReply()).until());
    assertEquals(Phase.RUNNING, story.minutes(34, 2).state.life().phase());
    assertEquals(Phase.SAVING, story.minutes(2, 2).state.life().phase());
  }

  @Test
  void extendPutsTheIdleStopOffAndTheWarningsBeginAnew() {
    Story story = Story.running().minutes(1, 1).minutes(11, 0);
    assertNotNull(story.told(Note.IdleWarning.class));
    story.asks(ADA, CommandName.EXTEND);
    long before = warnings(story);
    assertEquals(Phase.RUNNING, story.minutes(45, 0).state.life().phase());
    assertTrue(warnings(story) >= before);
    story.minutes(21, 0);
    assertTrue(warnings(story) > before, "there are warnings again");
    assertEquals(Phase.SAVING, story.state.life().phase());
    assertEquals(Ending.Cause.IDLE, story.state.session().ending().cause());
  }

  @Test
  void nothingIsExtendedBeyondADay() {
    Story story = Story.running();
    for (int i = 0; i < 3; i++) {
      story.asks(ADA, CommandName.EXTEND, new Options(Options.MOST_MINUTES, false, null, 0));
    }
    assertEquals(story.now.plus(Duration.ofHours(24)), story.state.players().extendedUntil());
  }

  @Test
  void theCeilingWarnsAndStopsEvenWhereNothingIsKnown() {
    Story story = Story.running();
    for (int hour = 0; hour < 12; hour++) {
      story.minutes(60, null);
    }
    assertNotNull(story.told(Note.CeilingWarning.class));
    assertEquals(Ending.Cause.CEILING, story.state.session().ending().cause());
    assertEquals(Phase.SAVING, story.state.life().phase());
  }

  @Test
  void anOrderThatCouldNotBeDoneStopsNothing() {
    Story story = Story.running().asks(ADA, CommandName.SAY, new Options(0, false, "hello", 0));
    orderFails(story, "say-1");
    assertEquals(Phase.RUNNING, story.state.life().phase());
    assertEquals("no console", story.told(Note.OrderFailed.class).detail());
    story.asks(ADA, CommandName.RESTART);
    orderFails(story, story.state.session().orders().restart().message());
    assertEquals(Phase.RUNNING, story.state.life().phase());
    assertInstanceOf(Note.RestartUnconfirmed.class, story.lastReply());
  }

  private static void orderFails(Story story, String order) {
    story.happens(
        new MachineEvent(
            new MachineEvent.Source(
                "valheim",
                story.state.life().generation(),
                story.state.machine().epoch(),
                story.state.machine().seq() + 1),
            MachineEvent.Type.FAILED,
            new MachineEvent.Game(GamePhase.RUNNING, null, null, null),
            new MachineEvent.Online(null, null, List.of()),
            false,
            order,
            "no console",
            null,
            null));
  }

  @Test
  void aMachineThatRunsForADayIsToldToTheOperatorOnce() {
    Story story = Story.running();
    for (int hour = 0; hour < 26; hour++) {
      story.later(Duration.ofMinutes(59)).minutes(1, 1);
    }
    assertEquals(24, story.told(Note.LongRunning.class).hours());
    assertEquals(1, story.told().stream().filter(Note.LongRunning.class::isInstance).count());
  }

  @Test
  void anAnswerThatDiscordNearlyDidNotWaitForIsToldToTheOperatorOnce() {
    Story story = new Story();
    for (long millis : List.of(2000L, 2900L, 2600L)) {
      Instant asked = story.now.minusMillis(millis);
      story.asks(ADA, CommandName.START, story.now, Long.toString(Story.idAt(asked)));
    }
    assertEquals(2900, story.told(Note.SlowAnswer.class).millis());
  }

  @Test
  void whoIsBackAtOnceNeverLeft() {
    Story story = Story.running();
    moves(story, true, "Luu");
    moves(story, false, "Luu");
    story.later(Duration.ofSeconds(4));
    moves(story, true, "Luu");
    assertEquals(List.of("Joined"), moves(story));
    assertEquals(1, story.state.session().tally().peak());
  }

  @Test
  void aLeaveIsToldAfterAWhileAndHoldsUpNobody() {
    Story story = Story.running();
    moves(story, true, "Luu");
    moves(story, false, "Luu");
    Announcement leave = story.state.discord().announcements().getLast();
    assertTrue(leave.isHeld(story.now));
    moves(story, true, "Mia");
    Action<?> next = nextAnnouncement(story);
    assertFalse(next.toString().contains("Left"), "others need not wait for it");
    story.later(Duration.ofSeconds(10));
    assertFalse(leave.isHeld(story.now));
  }

  @Test
  void aLeaveIsToldBeforeTheGameEnds() {
    Story story = Story.running();
    moves(story, true, "Luu");
    moves(story, false, "Luu");
    story.asks(ADA, CommandName.STOP);
    assertTrue(story.state.discord().announcements().stream().noneMatch(a -> a.isHeld(story.now)));
  }

  @Test
  void aRestartIsAskedOfTheAgentAndFollowedUntilItIsJoinableAgain() {
    Story story = Story.running().asks(ADA, CommandName.RESTART);
    InboxMessage order = story.state.azure().inbox().getLast();
    assertEquals(InboxMessage.Type.RESTART, order.type());
    assertInstanceOf(Note.Restarting.class, story.lastReply());
    story.reports(MachineEvent.Type.PHASE, GamePhase.SAVING, null);
    assertEquals(Phase.RUNNING, story.state.life().phase());
    story.reports(MachineEvent.Type.PHASE, GamePhase.LOADING, null);
    assertEquals(Phase.LOADING, story.state.life().phase());
    story.reports(MachineEvent.Type.READY, GamePhase.RUNNING, 0);
    assertInstanceOf(Note.UpFor.class, story.lastReply());
    assertEquals(2, story.told().stream().filter(Note.Ready.class::isInstance).count());
  }

  @Test
  void aRestartThatNobodyConfirmsIsGivenUpAndNothingIsStopped() {
    Story story = Story.running().asks(ADA, CommandName.RESTART).minutes(3, 1);
    assertEquals(Phase.RUNNING, story.state.life().phase());
    assertInstanceOf(Note.RestartUnconfirmed.class, story.lastReply());
    assertNull(story.state.session().orders().restart());
  }

  @ParameterizedTest
  @EnumSource(
      value = CommandName.class,
      names = {"RESTART", "EXTEND", "SAY", "PLAYERS", "CONNECT"})
  void whatNeedsARunningServerSaysSoOtherwise(CommandName command) {
    Options options = new Options(0, false, "hello", 0);
    assertInstanceOf(Note.NotOn.class, new Story().asks(ADA, command, options).lastReply());
    Story starting = new Story().asks(ADA, CommandName.START).asks(BEN, command, options);
    assertEquals(new Note.NotReady(Phase.ALLOCATING), starting.lastReply());
    assertTrue(starting.state.azure().inbox().size() == 1, "the agent is told nothing but hello");
  }

  @Test
  void whatIsSaidGoesToTheAgentAsItIs() {
    Story story = Story.running().asks(ADA, CommandName.SAY, new Options(0, false, "back in 5", 0));
    assertEquals("back in 5", story.state.azure().inbox().getLast().text());
    assertEquals(new Note.Said("back in 5"), story.lastReply());
  }

  @Test
  void aButtonOfAnotherSessionDoesNothing() {
    Story story = Story.running().asks(BEN, CommandName.STOP, new Options(0, false, null, 7));
    assertEquals(Phase.RUNNING, story.state.life().phase());
    assertInstanceOf(Note.OtherSession.class, story.lastReply());
  }

  @Test
  void twoWhoPressStopAtOnceGetOneStopAndTwoAnswers() {
    Options button = new Options(0, false, null, 1);
    Story story = Story.running().asks(ADA, CommandName.STOP, button);
    long revision = story.state.azure().scale().revision();
    story.asks(BEN, CommandName.STOP, button);
    assertEquals(revision, story.state.azure().scale().revision());
    assertEquals(
        2,
        story.state.discord().replies().stream().filter(r -> !r.isDone()).count() - started(story));
    assertInstanceOf(Note.AlreadyStopping.class, story.lastReply());
  }

  @Test
  void theBudgetRefusesAStartAndWarnsAtEightyPercent() {
    Story story = Story.running();
    story.state = spent(story, 119 * 3600);
    story.minutes(70, 1);
    Note.BudgetWarning warning = story.told(Note.BudgetWarning.class);
    assertEquals(120, warning.hours());
    assertEquals(150, warning.ofHours());
    assertEquals(
        2,
        story.told().stream().filter(Note.BudgetWarning.class::isInstance).count(),
        "the channel once, and the operator");
    assertEquals(Phase.RUNNING, story.state.life().phase(), "nobody is put out for it");
    story.asks(ADA, CommandName.STOP).stopped(true).sees("set-a", 0);
    story.state = spent(story, 150 * 3600);
    story.later(Duration.ofMinutes(1)).asks(ADA, CommandName.START);
    assertEquals(Phase.STOPPED, story.state.life().phase());
    assertEquals(150, assertInstanceOf(Note.BudgetSpent.class, story.lastReply()).hours());
  }

  @Test
  void aNewMonthBeginsWithNothingSpent() {
    Story story = new Story();
    story.state = spent(story, 150 * 3600);
    story.later(Duration.ofDays(11)).asks(ADA, CommandName.START);
    assertEquals(Phase.ALLOCATING, story.state.life().phase());
  }

  @Test
  void whatAMachineRanIsBookedWhenItIsGone() {
    Story story = Story.running().minutes(60, 1).asks(ADA, CommandName.STOP).stopped(true);
    story.sees("set-a", 0);
    assertEquals("2026-11", story.state.usage().month());
    assertEquals(3600, story.state.usage().seconds());
    assertEquals(0.025, story.state.usage().dollars(), 1e-9);
  }

  @Test
  void aSessionThatEndedIsARowOfHistoryWithItsTimes() {
    Story story = Story.running().minutes(30, 2).asks(BEN, CommandName.STOP).stopped(true);
    story.sees("set-a", 0);
    HistoryRow.OfSession row =
        story.rows.stream()
            .filter(HistoryRow.OfSession.class::isInstance)
            .map(HistoryRow.OfSession.class::cast)
            .findFirst()
            .orElseThrow();
    assertEquals(ADA, row.startedBy());
    assertEquals(List.of("set-a Standard_D2as_v5"), row.placements());
    assertEquals(2, row.tally().peak());
    assertEquals(1800, row.tally().spent().get(Phase.RUNNING));
    assertEquals(true, row.ending().saved());
    assertEquals(1800, row.tally().machineSeconds());
  }

  @Test
  void whoAskedForWhatIsARowOfHistory() {
    Story story = Story.running();
    story.rows.clear();
    story.asks(BEN, CommandName.STATUS);
    assertEquals(List.of(), story.rows, "what only looks is no history");
    story.asks(BEN, CommandName.STOP);
    HistoryRow.OfCommand row = (HistoryRow.OfCommand) story.rows.getLast();
    assertEquals(BEN, row.user());
    assertEquals(CommandName.STOP, row.command());
    story.asks(ADA, CommandName.STOP);
    assertEquals(2, story.rows.size());
  }

  @Test
  void theKeysOfHistorySortTheNewestFirst() {
    Instant early = Instant.parse("2026-11-20T20:00:00Z");
    assertTrue(
        HistoryRow.newestFirst(early).compareTo(HistoryRow.newestFirst(early.plusMillis(1))) > 0);
  }

  @Test
  void aPoisonedCommandIsToldToThePersonAndTheOperatorOnce() {
    Story story = new Story();
    Command command =
        new Command(
            new ReplyAddress(
                Long.toString(Story.idAt(story.now)), "9", "token", "20", BEN, "", null, false),
            "10",
            CommandName.START,
            "valheim",
            Options.NONE,
            story.now);
    Event.Poisoned poisoned = new Event.Poisoned("commands", "m-1", command);
    story.happens(poisoned);
    assertInstanceOf(Note.Broke.class, story.lastReply());
    assertEquals(Phase.STOPPED, story.state.life().phase(), "it is never carried out");
    assertNotNull(story.told(Note.Poisoned.class));
    int told = story.told().size();
    assertEquals(told, story.happens(poisoned).told().size());
    story.happens(new Event.Asked(command, List.of(), List.of()));
    assertEquals(Phase.STOPPED, story.state.life().phase(), "not even if it still comes round");
  }

  @Test
  void theChannelIsToldOnlyWhatTheSettingsWant() {
    Server quiet =
        Servers.told(
            new AnnouncementPolicy(Set.of(AnnouncementPolicy.Kind.READY), true, false),
            null,
            Story.SERVER);
    Story story = Story.running();
    State joined = join(quiet, story);
    assertTrue(
        joined.discord().announcements().stream().noneMatch(a -> a.note() instanceof Note.Joined));
    assertTrue(
        joined.session().telling().recent().stream().anyMatch(h -> h.note() instanceof Note.Joined),
        "the session message shows it all the same");
  }

  @Test
  void theStableNameFollowsTheAddressAndIsShownOnceItDoes() {
    Server server =
        Servers.named(new StableName("v.example.org", "example.org", "v", null), Story.SERVER);
    Story story = Story.running();
    State state = Steps.after(server, story.state, new Event.Swept(), story.now).state();
    assertEquals("203.0.113.7", state.azure().hostname().address());
    assertEquals("203.0.113.7:2456", Views.session(server, state).access().address());
    HostnameTarget.Point action = new HostnameTarget.Point(state.azure().hostname());
    State pointed = Steps.after(server, state, action, new Result.Done(null), story.now).state();
    assertEquals("v.example.org:2456", Views.session(server, pointed).access().address());
    State refused =
        Steps.after(server, state, action, new Result.Refused("HTTP 403", "no"), story.now).state();
    assertTrue(
        refused.discord().announcements().stream()
            .anyMatch(a -> a.note() instanceof Note.AzureRefused));
    assertEquals(story.now.plusSeconds(60), refused.azure().hostname().notBefore());
  }

  private static State join(Server server, Story story) {
    Transition join = new Transition(2, true, "k", "Luu", story.now);
    return Steps.after(
            server,
            story.state,
            new MachineEvent(
                new MachineEvent.Source("valheim", story.state.life().generation(), 1, 2),
                MachineEvent.Type.PLAYERS,
                new MachineEvent.Game(GamePhase.RUNNING, null, null, null),
                new MachineEvent.Online(null, null, List.of(join)),
                false,
                null,
                null,
                null,
                null),
            story.now)
        .state();
  }

  private static long warnings(Story story) {
    return story.told().stream().filter(Note.IdleWarning.class::isInstance).count();
  }

  private static long started(Story story) {
    return story.state.discord().replies().stream()
        .filter(r -> !r.isDone() && r.follows() == Reply.Follows.START)
        .count();
  }

  private static State spent(Story story, long seconds) {
    Draft draft = new Draft(Story.SERVER, story.state, story.now);
    draft.usage = new Usage("2026-11", seconds, 0, false);
    return draft.state();
  }

  private static Action<?> nextAnnouncement(Story story) {
    Draft draft = new Draft(Story.SERVER, story.state, story.now);
    draft.delivery.tick(null);
    draft.azure.inbox(List.of());
    draft.discord.replies(List.of());
    draft.azure.pendingChecks(List.of());
    draft.azure.lookAt(null);
    draft.discord.announcements(
        Lists.without(draft.discord.announcements(), a -> a.note() instanceof Note.Ready));
    draft.discord.announcements(
        Lists.without(draft.discord.announcements(), a -> a.n() < draft.discord.announced() - 1));
    return Targets.next(Story.SERVER, draft.state(), Findings.WITHOUT_TICK, story.now);
  }

  private static void moves(Story story, boolean join, String name) {
    long seq = story.state.machine().seq() + 1;
    Transition transition = new Transition(seq, join, name, name, story.now);
    story.happens(
        new MachineEvent(
            new MachineEvent.Source(
                "valheim", story.state.life().generation(), story.state.machine().epoch(), seq),
            MachineEvent.Type.PLAYERS,
            new MachineEvent.Game(GamePhase.RUNNING, null, null, null),
            new MachineEvent.Online(
                join ? List.of(new Player(name, name, story.now)) : List.of(),
                join ? 1 : 0,
                List.of(transition)),
            false,
            null,
            null,
            null,
            null));
  }

  private static List<String> moves(Story story) {
    return story.told().stream()
        .filter(note -> note instanceof Note.Joined || note instanceof Note.Left)
        .map(note -> note.getClass().getSimpleName())
        .toList();
  }
}
