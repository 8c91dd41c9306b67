package hearth.core;

import static hearth.core.Story.ADA;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class PrivateChannelRulesTest {
  private static final Server PRIVATE =
      Servers.privately(new Privacy(List.of("5"), null), Story.SERVER);

  @Test
  void aServerWithoutTheSettingHasNone() {
    assertNull(Story.running().state.privateChannel());
  }

  @Test
  void aSessionGetsOneForWhoeverStartedItAndItTellsTheAddressWhenThereIsOne() {
    State starting = Story.of(PRIVATE).asks(ADA, CommandName.START).state;
    assertEquals(ADA, starting.privateChannel().starter());
    assertNull(starting.privateChannel().address());
    assertEquals("203.0.113.7:2456", Story.running(PRIVATE).state.privateChannel().address());
  }

  @Test
  void itIsRemovedWithTheSession() {
    Story story = made(Story.running(PRIVATE));
    story.asks(ADA, CommandName.STOP).stopped(true).begun();
    assertTrue(story.state.privateChannel().open(), "not before the machine is gone");
    story.sees("set-a", 0);
    assertFalse(story.state.privateChannel().open());
    assertTrue(made(story).state.privateChannel().isOver());
  }

  @Test
  void theNextSessionsWaitsUntilTheOneBeforeIsGone() {
    Story story = made(Story.running(PRIVATE));
    story.asks(ADA, CommandName.STOP).stopped(true).begun().sees("set-a", 0);
    story.asks(ADA, CommandName.START);
    assertEquals(1, story.state.privateChannel().session());
    assertFalse(story.state.privateChannel().open());
    assertEquals(2, made(story).state.privateChannel().session());
  }

  @Test
  void withoutThePermissionThereIsNoneAndTheOperatorIsToldOnce() {
    Story story = Story.of(PRIVATE).asks(ADA, CommandName.START);
    Result refused = new Result.Refused("403/50013", "Missing Permissions");
    kept(kept(story, refused), refused);
    assertTrue(story.state.privateChannel().isDone());
    assertEquals(
        1, story.told().stream().filter(note -> note instanceof Note.ChannelRefused).count());
    assertEquals(Phase.ALLOCATING, story.state.phase(), "the server comes up all the same");
  }

  private static Story made(Story story) {
    return kept(story, new Result.Done("77"));
  }

  private static Story kept(Story story, Result result) {
    Action.KeepPrivate keep = new Action.KeepPrivate(story.state.privateChannel());
    story.state = Rules.after(PRIVATE, story.state, keep, result, story.now);
    return story;
  }
}
