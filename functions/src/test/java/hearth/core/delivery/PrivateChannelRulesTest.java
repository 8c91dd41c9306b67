package hearth.core.delivery;

import static hearth.core.delivery.Story.ADA;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.core.CommandName;
import hearth.core.Phase;
import hearth.core.event.Event;
import hearth.core.event.MachineEvent;
import hearth.core.fleet.PrivateChannelPolicy;
import hearth.core.fleet.Server;
import hearth.core.fleet.Servers;
import hearth.core.note.Note;
import hearth.core.port.Result;
import hearth.core.state.State;
import hearth.core.wanted.PrivateChannel;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class PrivateChannelRulesTest {
  private static final Server PRIVATE =
      Servers.privately(new PrivateChannelPolicy(List.of("5"), null), Story.SERVER);

  @Test
  void aServerWithoutTheSettingHasNone() {
    assertNull(Story.running().state.discord().privateChannel());
  }

  @Test
  void aSessionGetsOneForWhoeverStartedItAndItTellsTheAddressWhenThereIsOne() {
    State starting = Story.of(PRIVATE).asks(ADA, CommandName.START).state;
    assertEquals(ADA, starting.discord().privateChannel().starter());
    assertNull(starting.discord().privateChannel().access());
    assertEquals(
        "203.0.113.7:2456",
        Story.running(PRIVATE).state.discord().privateChannel().access().address());
  }

  @Test
  void itIsRemovedWithTheSession() {
    Story story = made(Story.running(PRIVATE));
    story.asks(ADA, CommandName.STOP).stopped(true).begun();
    assertTrue(story.state.discord().privateChannel().open(), "not before the machine is gone");
    story.sees("set-a", 0);
    assertFalse(story.state.discord().privateChannel().open());
    assertTrue(made(story).state.discord().privateChannel().isOver());
  }

  @Test
  void theNextSessionsWaitsUntilTheOneBeforeIsGone() {
    Story story = made(Story.running(PRIVATE));
    story.asks(ADA, CommandName.STOP).stopped(true).begun().sees("set-a", 0);
    story.asks(ADA, CommandName.START);
    assertEquals(1, story.state.discord().privateChannel().session());
    assertFalse(story.state.discord().privateChannel().open());
    assertEquals(2, made(story).state.discord().privateChannel().session());
  }

  @Test
  void withoutThePermissionThereIsNoneAndTheOperatorIsToldOnce() {
    Story story = Story.of(PRIVATE).asks(ADA, CommandName.START);
    Result.Delivered refused = new Result.Refused("403/50013", "Missing Permissions");
    for (int minutes : new int[] {1, 2, 4, 8, 16, 32}) {
      kept(story, refused);
      assertEquals(
          story.now.plus(Duration.ofMinutes(minutes)),
          story.state.discord().privateChannel().notBefore());
    }
    assertTrue(kept(story, refused).state.discord().privateChannel().isDone(), "until it changes");
    assertEquals(
        1, story.told().stream().filter(note -> note instanceof Note.ChannelRefused).count());
    assertEquals(Phase.ALLOCATING, story.state.life().phase(), "the server comes up all the same");
  }

  @Test
  void aChannelThatCouldNotBeKeptIsTriedAgainAndLongerEachTime() {
    Story story = Story.of(PRIVATE).asks(ADA, CommandName.START);
    for (int seconds : new int[] {1, 2, 4}) {
      kept(story, new Result.Later(Duration.ZERO, true));
      assertEquals(
          story.now.plusSeconds(seconds), story.state.discord().privateChannel().notBefore());
      assertFalse(story.state.discord().privateChannel().isDone());
    }
    kept(story, new Result.Later(Duration.ofSeconds(40), false));
    assertEquals(story.now.plusSeconds(40), story.state.discord().privateChannel().notBefore());
    assertEquals("77", made(story).state.discord().privateChannel().channel());
    assertNull(story.state.discord().privateChannel().notBefore());
  }

  @Test
  void itKeepsItsIdWhenDiscordDoesNotRepeatIt() {
    Story story = made(Story.running(PRIVATE));
    assertEquals(
        "77", kept(story, new Result.Done(null)).state.discord().privateChannel().channel());
  }

  @Test
  void itChangesWithTheAddressOrTheJoinCodeAndWithNothingElse() {
    Story story = made(Story.running(PRIVATE));
    assertTrue(story.minutes(1, 2).state.discord().privateChannel().isDone());
    long revision = story.state.discord().privateChannel().revision();
    story.happens(
        story
            .report(MachineEvent.Type.HEARTBEAT, MachineEvent.GamePhase.RUNNING)
            .joinCode("4711")
            .event());
    assertEquals("4711", story.state.discord().privateChannel().access().joinCode());
    assertEquals(revision + 1, story.state.discord().privateChannel().revision());
    assertFalse(story.state.discord().privateChannel().isDone());
    Action<?> older = new PrivateChannelTarget.Keep(story.state.discord().privateChannel());
    story.happens(
        story
            .report(MachineEvent.Type.HEARTBEAT, MachineEvent.GamePhase.RUNNING)
            .joinCode("4712")
            .event());
    story.does(older, new Result.Done(null));
    assertFalse(
        story.state.discord().privateChannel().isDone(), "what was kept is older than what is so");
  }

  @Test
  void aMachineThatNobodyStartedHasNone() {
    Server adopting = Servers.placed(PRIVATE.machines().placements(), false, true, PRIVATE);
    Story story = Story.of(adopting).keepsSeeing("set-a", 1, "vm-9");
    assertEquals(Phase.ALLOCATING, story.state.life().phase());
    assertNull(story.state.discord().privateChannel());
  }

  @Test
  void itTellsNoAddressBeforePlayersCanJoin() {
    Story story = Story.of(PRIVATE).asks(ADA, CommandName.START).begun().sees("set-a", 1, "vm-1");
    assertNull(story.state.discord().privateChannel().access());
    story.asks(ADA, CommandName.RESTART);
    assertTrue(story.state.discord().privateChannel().open());
  }

  @Test
  void anAnswerAboutAnotherSessionsIsOldNews() {
    Story story = made(Story.running(PRIVATE));
    Action<?> old = new PrivateChannelTarget.Keep(PrivateChannel.of(9, ADA));
    State before = story.state;
    assertEquals(
        before.discord().privateChannel(),
        story.does(old, new Result.Done("5")).state.discord().privateChannel());
    assertNull(Story.running().does(old, new Result.Done("5")).state.discord().privateChannel());
  }

  @Test
  void itIsRemovedWhereTheSettingsNoLongerWantIt() {
    Story story = made(Story.running(PRIVATE));
    story.server = Story.SERVER;
    assertFalse(story.happens(new Event.Swept()).state.discord().privateChannel().open());
  }

  private static Story made(Story story) {
    return kept(story, new Result.Done("77"));
  }

  private static Story kept(Story story, Result.Delivered result) {
    PrivateChannelTarget.Keep keep =
        new PrivateChannelTarget.Keep(story.state.discord().privateChannel());
    story.state = Steps.after(PRIVATE, story.state, keep, result, story.now).state();
    return story;
  }
}
