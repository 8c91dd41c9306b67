package hearth.core.delivery;

import static hearth.core.delivery.Story.ADA;
import static hearth.core.delivery.Story.BEN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
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
import hearth.core.StartTimes;
import hearth.core.User;
import hearth.core.event.Event;
import hearth.core.event.MachineEvent;
import hearth.core.event.MachineEvent.GamePhase;
import hearth.core.fleet.Bounds;
import hearth.core.fleet.Server;
import hearth.core.fleet.Servers;
import hearth.core.history.HistoryRow;
import hearth.core.history.Tally;
import hearth.core.note.Note;
import hearth.core.note.ServerLine;
import hearth.core.port.Result;
import hearth.core.state.Views;
import hearth.core.wanted.InboxMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What people ask, and what they hear. */
class CommandRulesTest {
  private static final Options FORCE = new Options(0, true, null, 0);

  private static Command command(Story story, CommandName name, Options options) {
    String id = Long.toString(Story.idAt(story.now) + 77);
    return new Command(
        new ReplyAddress(id, "9", "token", "20", ADA, "", null, false),
        "10",
        name,
        "valheim",
        options,
        story.now);
  }

  // Starting.

  @Test
  void whoStartsTooOftenWithinAnHourIsRefusedAndOthersAreNot() {
    Server server = Servers.limited(Bounds.counts(1, 3, 2), Story.SERVER);
    Story story = Story.of(server);
    startAndStop(story, ADA);
    startAndStop(story, ADA);
    story.asks(ADA, CommandName.START);
    assertEquals(new Note.TooManyStarts(2), story.lastReply());
    assertEquals(Phase.STOPPED, story.state.life().phase());
    startAndStop(story, BEN);
    assertEquals(BEN, story.state.session().startedBy());
    story.later(Duration.ofMinutes(60)).asks(ADA, CommandName.START);
    assertEquals(Phase.STOPPED, story.state.life().phase(), "an hour ago still counts");
    story.later(Duration.ofSeconds(1)).asks(ADA, CommandName.START);
    assertEquals(Phase.ALLOCATING, story.state.life().phase());
    assertEquals(1, story.state.memory().starts().size(), "what is over is forgotten");
  }

  @Test
  void aZeroLetsAnybodyStartAsOftenAsTheyLike() {
    Story story = Story.of(Servers.limited(Bounds.counts(1, 3, 0), Story.SERVER));
    for (int i = 0; i < 8; i++) {
      startAndStop(story, ADA);
    }
    assertEquals(Phase.ALLOCATING, story.asks(ADA, CommandName.START).state.life().phase());
  }

  private static void startAndStop(Story story, User who) {
    story.asks(who, CommandName.START).asks(who, CommandName.STOP).begun().sees("set-a", 0);
  }

  @Test
  void theSecondWhoWantsItAgainHearsWhoWasFirst() {
    Story story = Story.running().asks(BEN, CommandName.STOP).asks(ADA, CommandName.START);
    story.asks(BEN, CommandName.START);
    assertEquals(new Note.AgainAfterwards(ADA), story.lastReply());
    assertTrue(story.state.discord().replies().getLast().last());
    assertEquals(ADA, story.state.session().orders().again());
    story.stopped(true).asks(BEN, CommandName.START).begun().sees("set-a", 0);
    assertEquals(ADA, story.state.session().startedBy());
  }

  @Test
  void aStopTakesAWishToLightItAgainBack() {
    Story story = Story.running().asks(BEN, CommandName.STOP).asks(ADA, CommandName.START);
    story.asks(BEN, CommandName.STOP);
    assertInstanceOf(Note.AlreadyStopping.class, story.lastReply());
    assertTrue(
        story.state.discord().replies().stream()
            .anyMatch(r -> r.note() instanceof Note.CameToNothing));
    story.stopped(true).begun().sees("set-a", 0);
    assertEquals(Phase.STOPPED, story.state.life().phase());
  }

  @Test
  void aStartWhileAnotherPlaceIsTriedChangesNothing() {
    Story story = Story.running().evicting(true).asks(BEN, CommandName.START);
    assertEquals(new Note.Relit(Phase.ALLOCATING, false), story.lastReply());
    assertNull(story.state.session().orders().again());
  }

  @Test
  void theNewestStopOvertakesNotTheOneThatArrivedLast() {
    Story story = new Story();
    Instant newest = story.now.minusSeconds(10);
    story.asks(BEN, CommandName.STOP, story.now, Long.toString(Story.idAt(newest)));
    story.asks(BEN, CommandName.STOP, story.now, "" + Story.idAt(newest.minusSeconds(50)));
    assertEquals(newest, story.state.memory().stopAsked());
    story.asks(ADA, CommandName.START, story.now, "" + Story.idAt(newest.minusSeconds(1)));
    assertInstanceOf(Note.Overtaken.class, story.lastReply());
    story.asks(ADA, CommandName.START, story.now, Long.toString(Story.idAt(newest) + 1));
    assertEquals(Phase.ALLOCATING, story.state.life().phase(), "one at the same time is not older");
  }

  // Stopping.

  @Test
  void aStopBeforeThereIsAMachineGivesTheCapacityBackAtOnce() {
    for (Options options : List.of(Options.NONE, FORCE)) {
      Story story = new Story().asks(ADA, CommandName.START).asks(BEN, CommandName.STOP, options);
      assertEquals(Phase.DEALLOCATING, story.state.life().phase());
      assertEquals(new Note.Stopping(Phase.DEALLOCATING), story.lastReply());
      assertEquals(new Ending(Ending.Cause.ASKED, BEN, null, null), story.state.session().ending());
    }
  }

  @Test
  void aForcedStopOfABootingMachineDoesNotAskItsAgent() {
    Story story = new Story().asks(ADA, CommandName.START).begun().sees("set-a", 1, "vm-1");
    story.reports(MachineEvent.Type.PHASE, GamePhase.BOOTING, null);
    story.asks(BEN, CommandName.STOP, FORCE);
    assertEquals(Phase.DEALLOCATING, story.state.life().phase());
  }

  @Test
  void aStopWhileAnotherPlaceIsTriedEndsThat() {
    Story story = Story.running().evicting(true).asks(BEN, CommandName.STOP);
    assertEquals(new Note.Stopping(Phase.DEALLOCATING), story.lastReply());
    assertFalse(story.state.session().placing().relight());
    story.begun().sees("set-a", 0);
    assertEquals(Phase.STOPPED, story.state.life().phase());
    assertEquals(BEN, story.state.session().ending().by());
  }

  @Test
  void aForceOnAMachineThatGoesAlreadyIsToldSo() {
    Story story = Story.running().asks(BEN, CommandName.STOP).stopped(true);
    story.asks(ADA, CommandName.STOP, FORCE);
    assertInstanceOf(Note.AlreadyStopping.class, story.lastReply());
    assertEquals(true, story.state.session().ending().saved(), "what was saved stays saved");
  }

  @Test
  void aForceOnASaveThatNobodyConfirmedSaysThatNothingWasSaved() {
    Story story = Story.running().asks(BEN, CommandName.STOP).asks(ADA, CommandName.STOP, FORCE);
    assertEquals(false, story.state.session().ending().saved());
    assertEquals(new Note.Stopping(Phase.DEALLOCATING), story.lastReply());
  }

  @Test
  void thereIsNothingToStopWhereNothingRuns() {
    Story story = new Story().asks(ADA, CommandName.STOP);
    assertInstanceOf(Note.NotOn.class, story.lastReply());
    assertEquals(List.of(), story.rows, "and nothing was carried out");
  }

  // Looking.

  @Test
  void whoIsOnAndWhereToJoinIsToldOfARunningServer() {
    Story story = Story.running();
    Player luu = new Player("k", "Luu", story.now);
    story.happens(
        story
            .report(MachineEvent.Type.HEARTBEAT, GamePhase.RUNNING)
            .roster(luu)
            .count(1)
            .joinCode("4711")
            .event());
    story.asks(BEN, CommandName.PLAYERS);
    assertEquals(new Note.WhoIsOn(List.of(luu), 1), story.lastReply());
    story.asks(BEN, CommandName.CONNECT);
    assertEquals(new Note.Connect("203.0.113.7:2456", "4711"), story.lastReply());
    assertTrue(story.state.discord().replies().getLast().last());
    story.asks(BEN, CommandName.START);
    assertEquals(
        new Note.AlreadyOn(ADA, Phase.RUNNING, "203.0.113.7:2456", "4711"), story.lastReply());
  }

  @Test
  void whereTheAddressIsNotKnownYetNobodyCanConnect() {
    Story story = new Story().asks(ADA, CommandName.START).begun();
    story.reports(MachineEvent.Type.READY, GamePhase.RUNNING, 0).asks(BEN, CommandName.CONNECT);
    assertEquals(new Note.NotReady(Phase.RUNNING), story.lastReply());
    assertNull(Views.line(story.server, story.state).address());
  }

  @Test
  void theStatusIsOfThisServerAndTheOthers() {
    Story story = Story.running().minutes(1, 2);
    ServerLine other = new ServerLine("Minecraft", Phase.STOPPED, null, null, 5, null);
    Command command = command(story, CommandName.STATUS, Options.NONE);
    story.happens(new Event.Asked(command, List.of(other), List.of()));
    ServerLine own =
        new ServerLine(
            "Valheim",
            Phase.RUNNING,
            "203.0.113.7:2456",
            2,
            story.state.life().since().getEpochSecond(),
            null,
            null,
            false,
            StartTimes.of(story.state.memory().lastStarts()));
    assertEquals(1, own.starts().count());
    assertEquals(new Note.Status(List.of(own, other)), story.lastReply());
  }

  @Test
  void aMachineThatIsNotJoinableShowsNoAddressInTheStatus() {
    Story story = new Story().asks(ADA, CommandName.START).begun().sees("set-a", 1, "vm-1");
    assertEquals("203.0.113.7", story.state.machine().address());
    assertNull(Views.line(story.server, story.state).address());
  }

  @Test
  void theRefreshButtonShowsTheSessionMessageAnewAndATypedStatusDoesNot() {
    Story story = Story.running();
    story.does(
        new SessionMessageTarget.Show(
            story.state.discord().message(), Views.session(story.server, story.state)),
        new Result.Done("m-1"));
    story.asks(BEN, CommandName.STATUS);
    assertTrue(story.state.discord().message().isDone());
    story.asks(BEN, CommandName.STATUS, new Options(0, false, null, 1));
    assertFalse(story.state.discord().message().isDone());
    Story stray = Story.running().twisted(d -> d.discord.message(null));
    stray.asks(BEN, CommandName.STATUS, new Options(0, false, null, 1));
    assertInstanceOf(Note.Status.class, stray.lastReply());
  }

  @Test
  void theSessionsBeforeAreToldLineByLine() {
    Story story = new Story();
    Instant began = Instant.parse("2026-11-19T20:00:00Z");
    HistoryRow.OfSession row =
        new HistoryRow.OfSession(
            3,
            BEN,
            began,
            began.plusSeconds(7200),
            new Ending(Ending.Cause.IDLE, null, true, null),
            List.of("set-a s"),
            new Tally(began.plusSeconds(90), 2, 4, Map.of(), 7200, 0.04, 0, "1.0.17", null));
    Command command = command(story, CommandName.HISTORY, Options.NONE);
    story.happens(new Event.Asked(command, List.of(), List.of(row)));
    long from = began.getEpochSecond();
    assertEquals(
        new Note.Past(
            List.of(new Note.Past.Line(BEN, from, from + 7200, Ending.Cause.IDLE, 4, 2, "1.0.17"))),
        story.lastReply());
  }

  @Test
  void whoeverAsksToBeForgottenIsNoLongerNamedAndTheAuditNamesNobody() {
    Story story = Story.running();
    assertEquals(ADA, story.state.session().startedBy());
    story.happens(new Event.Forgotten(BEN.id()));
    assertEquals(ADA, story.state.session().startedBy());
    story.rows.clear();
    Command command = command(story, CommandName.FORGET, Options.NONE);
    story.happens(new Event.Asked(command, List.of(), List.of(), 7, List.of()));
    assertEquals(new Note.Forgotten(7), story.lastReply());
    assertEquals(User.FORGOTTEN, story.state.session().startedBy());
    HistoryRow.OfCommand row = (HistoryRow.OfCommand) story.rows.getFirst();
    assertEquals(User.FORGOTTEN, row.user());
    assertEquals(CommandName.FORGET, row.command());
  }

  @Test
  void thePersonWhoStoppedTheLastSessionIsForgottenOnItsMessageToo() {
    Story story = Story.running();
    story.asks(BEN, CommandName.STOP, new Options(0, true, null, 0));
    assertEquals(BEN, story.state.session().ending().by());
    story.happens(new Event.Forgotten(BEN.id()));
    assertEquals(User.FORGOTTEN, story.state.session().ending().by());
  }

  // Acting.

  @ParameterizedTest
  @EnumSource(
      value = CommandName.class,
      names = {"START", "STOP", "RESTART", "EXTEND", "SAY", "BACKUP_CREATE"})
  void whatIsCarriedOutIsARowOfHistory(CommandName name) {
    Story story = name == CommandName.START ? new Story() : Story.running();
    story.rows.clear();
    story.asks(BEN, name, new Options(0, false, "hi", 0));
    HistoryRow.OfCommand row = (HistoryRow.OfCommand) story.rows.getFirst();
    assertEquals(name, row.command());
    assertEquals(1, story.rows.size());
    assertEquals(story.now, row.at());
    assertTrue(row.key().startsWith("command-" + HistoryRow.newestFirst(story.now) + "-"));
  }

  @Test
  void aWishToLightItAgainIsARowOfHistory() {
    Story story = Story.running().asks(BEN, CommandName.STOP);
    story.rows.clear();
    story.asks(ADA, CommandName.START);
    assertEquals(1, story.rows.size());
  }

  @Test
  void anExtensionIsForAnHourWhereNothingElseIsSaid() {
    Story story = Story.running().minutes(1, 2).asks(BEN, CommandName.EXTEND);
    long until = story.now.plus(Duration.ofHours(1)).getEpochSecond();
    assertEquals(new Note.Extended(until), story.lastReply());
    story.asks(BEN, CommandName.EXTEND, new Options(20, false, null, 0));
    assertEquals(new Note.Extended(until + 1200), story.lastReply());
  }

  @Test
  void ordersToTheAgentExpireAndTwoRestartsAreOne() {
    Story story = Story.running().delivered().asks(BEN, CommandName.RESTART);
    story.asks(ADA, CommandName.RESTART);
    assertEquals(1, story.state.azure().inbox().size());
    InboxMessage order = story.state.azure().inbox().getFirst();
    assertEquals(story.now.plus(Duration.ofMinutes(2)), order.expires());
    assertEquals(1, order.generation());
    assertFalse(order.ifEmpty());
    assertInstanceOf(Note.Restarting.class, story.lastReply());
  }

  // Taking commands in.

  @ParameterizedTest(name = "an answer after {0} ms: {1} of them told")
  @CsvSource({"2500, 0", "2501, 1", "2999, 1", "3000, 0"})
  void onlyAnAnswerThatDiscordNearlyGaveUpIsSlow(long millis, int told) {
    Story story = new Story();
    String id = Long.toString(Story.idAt(story.now.minusMillis(millis)));
    story.asks(ADA, CommandName.STATUS, story.now, id);
    assertEquals(told, story.count(Note.SlowAnswer.class));
  }

  @Test
  void theNewestFiveHundredCommandsAreRememberedForTwentyMinutes() {
    Story story = new Story();
    long id = Story.idAt(story.now) + 1000;
    story.twisted(
        d ->
            IntStream.range(0, 499)
                .forEach(i -> d.memory.seen(Lists.plus(d.memory.seen(), "" + (id + i)))));
    story.asks(ADA, CommandName.STATUS);
    assertEquals(500, story.state.memory().seen().size());
    assertEquals("" + id, story.state.memory().seen().getFirst());
    story.asks(ADA, CommandName.STATUS);
    assertEquals(500, story.state.memory().seen().size());
    assertEquals("" + (id + 1), story.state.memory().seen().getFirst(), "the oldest is forgotten");
    story.later(Duration.ofMinutes(20)).happens(new Event.Swept());
    assertEquals(500, story.state.memory().seen().size());
    story.later(Duration.ofSeconds(1)).happens(new Event.Swept());
    assertEquals(List.of(), story.state.memory().seen());
  }

  @ParameterizedTest(name = "{0} messages were given up")
  @ValueSource(ints = {50, 51})
  void theNewestFiftyMessagesThatWereGivenUpAreRemembered(int many) {
    Story story = new Story();
    for (int i = 0; i < many; i++) {
      story.happens(new Event.Poisoned("game-events", "m-" + i, null));
    }
    assertEquals("m-" + (many - 50), story.state.memory().poisonTold().getFirst());
    assertEquals(50, story.state.memory().poisonTold().size());
    assertEquals(
        List.of(), story.state.discord().replies(), "nobody waits for what no person asked for");
  }

  @Test
  void aCommandThatIsAFullTokensAgeOldIsStillCarriedOut() {
    Story story = new Story();
    String id = Long.toString(Story.idAt(story.now.minus(Command.TOKEN_LIFE)));
    story.asks(ADA, CommandName.START, story.now, id);
    assertEquals(Phase.ALLOCATING, story.state.life().phase());
    assertTrue(story.state.memory().seen().contains(id));
  }

  @Test
  void aButtonOfAServerThatNeverRanBelongsToNoSession() {
    Story story = new Story().asks(BEN, CommandName.STOP, new Options(0, false, null, 1));
    assertInstanceOf(Note.OtherSession.class, story.lastReply());
    assertNull(story.state.memory().stopAsked());
  }
}
