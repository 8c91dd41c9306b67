package hearth.core.delivery;

import static hearth.core.delivery.Story.ADA;
import static hearth.core.delivery.Story.BEN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.core.Command;
import hearth.core.CommandName;
import hearth.core.Lists;
import hearth.core.Options;
import hearth.core.Phase;
import hearth.core.event.Event;
import hearth.core.event.MachineEvent;
import hearth.core.event.MachineEvent.GamePhase;
import hearth.core.note.Note;
import hearth.core.port.Result;
import hearth.core.port.ScaleSetView;
import hearth.core.port.ScaleSetView.Operation;
import hearth.core.state.Machine;
import hearth.core.state.State;
import hearth.core.wanted.Hostname;
import hearth.core.wanted.InboxMessage;
import hearth.core.wanted.Lease;
import hearth.core.wanted.PrivateChannel;
import hearth.core.wanted.Progress;
import hearth.core.wanted.Reply;
import hearth.core.wanted.Scale;
import hearth.core.wanted.SessionMessage;
import hearth.core.wanted.Tick;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds after every event: the tick, the looks, the last words, the announcements. */
class TickRulesTest {
  private static final Event SWEEP = new Event.Swept();

  // When to look.

  @ParameterizedTest(name = "after {0} s the next look is in {1} s")
  @CsvSource({"0, 5", "29, 5", "30, 10", "179, 10", "180, 30"})
  void theLongerSomethingTakesTheSeldomerItIsLookedAt(int after, int next) {
    Story story = new Story().asks(ADA, CommandName.START).begun();
    story.later(Duration.ofSeconds(after)).sees("set-a", 1, new Operation.Running());
    assertEquals(story.now.plusSeconds(next), story.state.azure().lookAt());
  }

  @Test
  void whatIsAboutToBeWrittenIsNotLookedAtBefore() {
    Story story = new Story().asks(ADA, CommandName.START);
    assertNull(story.state.azure().lookAt());
    assertEquals(story.now.plusSeconds(5), story.begun().state.azure().lookAt());
  }

  @Test
  void aLookThatIsPlannedIsNotPutOffByWhatHappensMeanwhile() {
    Story story = new Story().asks(ADA, CommandName.START).begun();
    Instant planned = story.state.azure().lookAt();
    story.later(Duration.ofSeconds(2)).asks(BEN, CommandName.STATUS);
    assertEquals(planned, story.state.azure().lookAt());
  }

  @Test
  void aMachineIsLookedAtUntilItsIdAndItsAddressAreKnown() {
    Story story = new Story().asks(ADA, CommandName.START).begun();
    ScaleSetView bare =
        new ScaleSetView(
            "set-a",
            "2",
            1,
            true,
            List.of(new ScaleSetView.Instance("vm-1", null)),
            new Operation.None());
    story.does(new LookTarget.Look("set-a", null), new Result.Looked(bare));
    assertEquals(Phase.BOOTING, story.state.life().phase());
    assertEquals(
        story.now.plusSeconds(5), story.state.azure().lookAt(), "its address is not known");
    story.sees("set-a", 1, "vm-1");
    assertNull(story.state.azure().lookAt());
    story.twisted(d -> d.machine = new Machine("set-a", d.now, null, "1.2.3.4", 1, 1, d.now, null));
    assertEquals(story.now.plusSeconds(5), story.happens(SWEEP).state.azure().lookAt());
  }

  // The tick.

  @Test
  void theTickIsDueWhenSomethingIsToBeLookedAt() {
    Story story = new Story().asks(ADA, CommandName.START).begun();
    assertEquals(story.state.azure().lookAt(), story.state.delivery().tick().due());
    assertFalse(story.state.delivery().tick().sent());
    assertEquals(story.state.delivery().ticks(), story.state.delivery().tick().n());
  }

  @Test
  void anEarlierNeedReplacesTheTickButTwoSecondsAreNotWorthOne() {
    Story story = Story.running().minutes(1, 2).twisted(d -> d.delivery.tick(null));
    story.asks(BEN, CommandName.EXTEND, new Options(60, false, null, 0));
    story.twisted(d -> d.session().until(d.now.plus(Duration.ofHours(2))));
    story.twisted(d -> d.delivery.tick(null)).happens(SWEEP);
    Tick tick = story.state.delivery().tick();
    Instant end = tick.due();
    story.twisted(d -> d.session().until(end.minusSeconds(2).plus(Duration.ofMinutes(10))));
    assertEquals(tick, story.happens(SWEEP).state.delivery().tick());
    story.twisted(d -> d.session().until(end.minusSeconds(3).plus(Duration.ofMinutes(10))));
    story.happens(SWEEP);
    assertEquals(tick.n() + 1, story.state.delivery().tick().n());
    assertEquals(end.minusSeconds(3), story.state.delivery().tick().due());
  }

  @Test
  void noTickIsFartherAwayThanSixHours() {
    Story story = Story.running().minutes(1, 2).delivered();
    story.twisted(d -> d.delivery.tick(null)).happens(new Event.Poisoned("q", "m", null));
    assertEquals(story.now.plus(Duration.ofHours(6)), story.state.delivery().tick().due());
  }

  @Test
  void aTickThatWasSentAndNeverCameIsReplacedAfterAMinute() {
    Story story = new Story().asks(ADA, CommandName.START).begun();
    Tick tick = story.state.delivery().tick();
    story.does(new TickTarget.Send(tick), new Result.Done(null));
    story.later(Duration.between(story.now, tick.due()).plusSeconds(60));
    story.asks(BEN, CommandName.STATUS);
    assertEquals(tick.n(), story.state.delivery().tick().n());
    story.later(Duration.ofSeconds(1)).asks(BEN, CommandName.STATUS);
    assertTrue(story.state.delivery().tick().n() > tick.n());
  }

  @Test
  void aTickThatIsNotOutstandingIsDropped() {
    Story story = new Story();
    State before = story.state;
    assertEquals(before, story.happens(new Event.Ticked(0)).state);
    story.asks(ADA, CommandName.START).begun();
    Tick tick = story.state.delivery().tick();
    story.later(Duration.ofSeconds(5)).happens(new Event.Ticked(tick.n()));
    assertNotEquals(tick, story.state.delivery().tick(), "the one that came is over");
  }

  /** After an evening, with everything delivered. */
  private static Story ended() {
    Story story = Story.running().asks(BEN, CommandName.STOP).stopped(true).begun();
    return story.sees("set-a", 0).delivered().twisted(d -> d.delivery.tick(null));
  }

  /** What is put off, and nothing else is left to do. */
  static Stream<Named<Story>> putOff() {
    Result later = new Result.Later(Duration.ofMinutes(3), false);
    Story reply = new Story().asks(ADA, CommandName.STOP);
    reply.does(new ReplyTarget.Edit(reply.state.discord().replies().getFirst()), later);
    Story announcement = new Story().happens(new Event.Poisoned("q", "m", null));
    announcement.does(
        new AnnouncementTarget.Post(announcement.state.discord().announcements().getFirst(), null),
        later);
    Story stray = new Story();
    stray.twisted(
        d ->
            d.azure.orphans(
                Lists.plus(
                    d.azure.orphans(),
                    new Scale(
                        "set-b", "s", 0, null, new Progress(0, 0, 1, d.now.plusSeconds(180))))));
    Story scale = new Story();
    scale.twisted(
        d ->
            d.azure.scale(
                new Scale("set-b", "s", 0, null, new Progress(1, 0, 1, d.now.plusSeconds(180)))));
    Story message = ended();
    message.twisted(
        d ->
            d.discord.message(
                new SessionMessage(
                    1, "m", 1, null, 0, new Progress(2, 1, 1, d.now.plusSeconds(180)))));
    Story name = new Story();
    name.twisted(
        d ->
            d.azure.hostname(
                new Hostname("1.2.3.4", new Progress(2, 1, 1, d.now.plusSeconds(180)))));
    Story inbox = new Story();
    inbox.twisted(
        d ->
            d.azure.inbox(
                Lists.plus(
                    d.azure.inbox(),
                    new InboxMessage(
                        "i", 1, InboxMessage.Type.SAY, false, "", d.now, d.now.plusSeconds(180)))));
    Story channel = new Story();
    channel.twisted(
        d ->
            d.discord.privateChannel(
                new PrivateChannel(
                    1,
                    "c",
                    false,
                    ADA,
                    null,
                    null,
                    new Progress(2, 1, 1, d.now.plusSeconds(180)))));
    return Stream.of(
        Named.of("reply", reply),
        Named.of("announcement", announcement),
        Named.of("stray", stray),
        Named.of("scale", scale),
        Named.of("message", message),
        Named.of("name", name),
        Named.of("inbox", inbox),
        Named.of("private channel", channel));
  }

  @ParameterizedTest
  @MethodSource("putOff")
  void aTickWakesSomebodyForWhateverWasPutOff(Story story) {
    story.happens(SWEEP);
    assertEquals(story.now.plusSeconds(180), story.state.delivery().tick().due());
  }

  @ParameterizedTest
  @MethodSource("putOff")
  void whileAnythingIsLeftATickOutlivesTheDeliveringHost(Story story) {
    story.twisted(d -> d.delivery.lease(new Lease("me", d.now.plusSeconds(30))));
    assertEquals(story.now.plusSeconds(30), story.happens(SWEEP).state.delivery().tick().due());
  }

  static Stream<Named<Story>> done() {
    Story nothing = new Story();
    Story scale = new Story();
    scale.twisted(
        d ->
            d.azure.scale(
                new Scale("set-b", "s", 0, null, new Progress(1, 1, 1, d.now.plusSeconds(9)))));
    Story message = ended();
    message.twisted(
        d ->
            d.discord.message(
                new SessionMessage(
                    1, "m", 1, null, 0, new Progress(2, 2, 1, d.now.plusSeconds(9)))));
    Story name = new Story();
    name.twisted(
        d ->
            d.azure.hostname(new Hostname("1.2.3.4", new Progress(2, 2, 1, d.now.plusSeconds(9)))));
    Story channel = new Story();
    channel.twisted(
        d ->
            d.discord.privateChannel(
                new PrivateChannel(
                    1, "c", false, ADA, null, null, new Progress(2, 2, 1, d.now.plusSeconds(9)))));
    return Stream.of(
        Named.of("nothing", nothing),
        Named.of("scale", scale),
        Named.of("message", message),
        Named.of("name", name),
        Named.of("private channel", channel));
  }

  @ParameterizedTest
  @MethodSource("done")
  void aServerAtRestPaysForNoTick(Story story) {
    story.twisted(d -> d.delivery.lease(new Lease("me", d.now.plusSeconds(30)))).happens(SWEEP);
    assertNull(story.state.delivery().tick());
  }

  @Test
  void aRunningServerIsNeverAtRest() {
    Story story = Story.running().minutes(1, 2).delivered();
    story.twisted(
        d -> {
          d.delivery.tick(null);
          d.delivery.lease(new Lease("me", d.now.plusSeconds(30)));
        });
    story.happens(SWEEP);
    assertEquals(story.now.plusSeconds(30), story.state.delivery().tick().due());
  }

  @Test
  void whatIsDueAlreadyNeedsNoTick() {
    Story story = new Story().asks(ADA, CommandName.STOP);
    assertNull(story.state.discord().replies().getFirst().notBefore());
    assertNull(story.state.delivery().tick());
  }

  @Test
  void aReplyThatWasGivenWakesNobody() {
    Story story = new Story().asks(ADA, CommandName.START);
    Reply reply = story.state.discord().replies().getFirst();
    story.does(new ReplyTarget.Edit(reply), new Result.Later(Duration.ofSeconds(1), false));
    story.does(new ReplyTarget.Edit(reply), new Result.TokenDead());
    story.twisted(
        d -> {
          d.discord.replies(
              Lists.replaced(
                  d.discord.replies(),
                  0,
                  d.discord.replies().getFirst().later(d.now.plusSeconds(3))));
          d.delivery.tick(null);
        });
    story.happens(SWEEP);
    assertTrue(story.state.delivery().tick().due().isAfter(story.now.plusSeconds(60)));
  }

  // Answers.

  @Test
  void anAnswerWhoseTokenHasRunOutGoesToTheChannelAtItsLastWord() {
    Story story = new Story().asks(ADA, CommandName.START).begun();
    story.later(Command.TOKEN_LIFE.minusMinutes(6));
    story.sees("set-a", 1, "vm-1");
    story.later(Duration.ofMinutes(6)).reports(MachineEvent.Type.PHASE, GamePhase.LOADING, 0);
    assertFalse(story.state.discord().replies().getFirst().dead(), "it lasts a quarter of an hour");
    story.later(Duration.ofSeconds(1)).happens(SWEEP);
    assertTrue(story.state.discord().replies().getFirst().dead());
    assertNull(story.told(Note.ForUser.class));
    story.reports(MachineEvent.Type.READY, GamePhase.RUNNING, 0);
    assertEquals(
        new Note.ForUser(ADA, new Note.UpFor("203.0.113.7:2456", null)),
        story.told(Note.ForUser.class));
    assertEquals(List.of(), story.state.discord().replies());
    assertEquals(1, story.happens(SWEEP).count(Note.ForUser.class));
  }

  @Test
  void aLastWordThatWasReadIsNotRepeatedInTheChannelThoughTheTokenRanOut() {
    Story story = new Story().asks(ADA, CommandName.STOP);
    Reply reply = story.state.discord().replies().getFirst();
    story.later(Duration.ofMinutes(16));
    story.does(new ReplyTarget.Edit(reply), new Result.Done(null));
    assertEquals(List.of(), story.state.discord().replies());
    assertNull(story.told(Note.ForUser.class));
  }

  @Test
  void whoeverWaitsHearsWhatTheirStartCameTo() {
    Story story = new Story().asks(ADA, CommandName.START).asks(BEN, CommandName.STOP);
    Note first = story.state.discord().replies().getFirst().note();
    assertEquals(BEN, assertInstanceOf(Note.CameToNothing.class, first).ending().by());
    Story restart = Story.running().asks(ADA, CommandName.RESTART).asks(BEN, CommandName.STOP);
    assertTrue(
        restart.state.discord().replies().stream()
            .anyMatch(r -> r.note() instanceof Note.CameToNothing));
  }

  @Test
  void theStopsAnswerFollowsTheStopToItsEnd() {
    Story story = Story.running().minutes(30, 2).asks(BEN, CommandName.STOP);
    assertEquals(new Note.Stopping(Phase.SAVING), story.lastReply());
    story.stopped(true);
    assertEquals(new Note.Stopping(Phase.DEALLOCATING), story.lastReply());
    story.begun().later(Duration.ofMinutes(1)).sees("set-a", 0);
    assertEquals(new Note.HasStopped(true, 31), story.lastReply());
  }

  @Test
  void aStopThatIsFollowedByAStartStillHearsThatItStopped() {
    Story story = Story.running().asks(BEN, CommandName.STOP).asks(ADA, CommandName.START);
    story.stopped(true).begun().sees("set-a", 0);
    assertEquals(Phase.ALLOCATING, story.state.life().phase());
    assertTrue(
        story.state.discord().replies().stream()
            .anyMatch(r -> r.note() instanceof Note.HasStopped));
  }

  @Test
  void anAnswerThatSaysNothingNewIsNotSentAgain() {
    Story story = new Story().asks(ADA, CommandName.START);
    long revision = story.state.discord().replies().getFirst().revision();
    assertEquals(revision, story.begun().state.discord().replies().getFirst().revision());
    story.sees("set-a", 1, "vm-1");
    assertEquals(revision + 1, story.state.discord().replies().getFirst().revision());
  }

  @Test
  void aRestartIsWaitedForNoLongerThanASave() {
    Story story = Story.running().minutes(1, 1).twisted(d -> d.delivery.tick(null));
    story.asks(ADA, CommandName.RESTART);
    Instant end = story.now.plus(Duration.ofMinutes(2));
    assertEquals(end, story.state.delivery().tick().due());
    story.later(Duration.ofSeconds(119)).happens(SWEEP);
    assertInstanceOf(Note.Restarting.class, story.lastReply());
    story.later(Duration.ofSeconds(1)).happens(SWEEP);
    assertInstanceOf(Note.RestartUnconfirmed.class, story.lastReply());
  }

  @Test
  void anAgentThatRestartsIsWaitedForAsLoading() {
    Story story = Story.running().asks(ADA, CommandName.RESTART).later(Duration.ofSeconds(5));
    String order = story.state.session().orders().restart().message();
    story.happens(story.report(MachineEvent.Type.DONE, GamePhase.SAVING).answers(order).event());
    assertEquals(Phase.LOADING, story.state.life().phase());
    assertEquals(story.now, story.state.life().since());
    assertEquals(new Note.Lighting(Phase.LOADING, null, false), story.lastReply());
  }

  // The session message.

  @Test
  void theSessionMessageChangesOnlyWithWhatItShows() {
    Story story = Story.running();
    SessionMessage before = story.state.discord().message();
    assertEquals(before, story.asks(BEN, CommandName.STATUS).state.discord().message());
    story.joins("Luu", 1, 1, 90);
    assertEquals(before.revision() + 1, story.state.discord().message().revision());
    Story stop = Story.running().minutes(1, 1);
    long revision = stop.state.discord().message().revision();
    stop.asks(BEN, CommandName.EXTEND, new Options(Options.MOST_MINUTES, false, null, 0));
    assertEquals(revision + 1, stop.state.discord().message().revision(), "it shows when it stops");
  }

  @Test
  void theSessionMessageRemembersTheLastEightLines() {
    Story story = Story.running();
    for (int i = 0; i < 7; i++) {
      story.joins("P" + i, 1, 1, 100 + i);
    }
    assertEquals(8, story.state.session().telling().recent().size());
    assertInstanceOf(Note.Ready.class, story.state.session().telling().recent().getFirst().note());
    story.joins("P7", 1, 1, 107);
    assertEquals(8, story.state.session().telling().recent().size());
    assertEquals(new Note.Joined("P0"), story.state.session().telling().recent().getFirst().note());
  }
}
