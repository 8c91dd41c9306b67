package hearth.core.delivery;

import static hearth.core.delivery.Story.ADA;
import static hearth.core.delivery.Story.BEN;
import static hearth.core.delivery.Story.SERVER;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.core.CommandName;
import hearth.core.Options;
import hearth.core.fleet.PrivateChannelPolicy;
import hearth.core.fleet.Servers;
import hearth.core.note.Note;
import hearth.core.port.Result;
import hearth.core.state.Views;
import hearth.core.wanted.Announcement;
import hearth.core.wanted.Reply;
import hearth.core.wanted.SessionMessage;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A refusal is not for ever, and an answer for one pair of eyes stays so. */
class RefusalRulesTest {
  private static final Result.Refused REFUSED = new Result.Refused("403/50001", "Missing Access");

  @Test
  void aCardIsTriedAgainAfterAWhileAndWithEveryChange() {
    Story story = Story.running();
    story.does(show(story), new Result.Done("m-1"));
    story.minutes(1, 1);
    story.does(show(story), REFUSED);
    SessionMessage refused = story.state.discord().message();
    assertFalse(refused.isDone());
    assertEquals("m-1", refused.messageId());
    assertEquals(story.now.plusSeconds(60), refused.notBefore());
    story.asks(BEN, CommandName.STOP);
    assertNull(story.state.discord().message().notBefore(), "a change is tried at once");
  }

  @Test
  void aCardThatIsRefusedForLongRestsUntilItChangesAndIsNeverGivenUp() {
    Story story = Story.running();
    story.does(show(story), new Result.Done("m-1"));
    story.minutes(1, 1);
    for (int i = 0; i < 7; i++) {
      assertFalse(story.state.discord().message().isDone());
      story.does(show(story), REFUSED);
    }
    assertTrue(story.state.discord().message().isDone());
    story.asks(BEN, CommandName.STOP);
    assertFalse(story.state.discord().message().isDone());
    story.does(show(story), new Result.Done("m-1"));
    assertEquals(0, story.state.discord().message().refusals());
    story.stopped(true).begun().sees("set-a", 0);
    assertFalse(story.state.discord().message().isDone(), "the end is shown");
    assertEquals(1, story.count(Note.ChannelRefused.class), "told once");
  }

  @Test
  void aCardWhosePostIsRefusedIsPostedAgainUnderTheSameNonce() {
    Story story = new Story().asks(ADA, CommandName.START);
    story.twisted(d -> d.discord.message(d.discord.message().attempted(d.now)));
    int posts = story.state.discord().message().posts();
    story.does(show(story), REFUSED);
    assertEquals(
        posts, story.state.discord().message().attempted(story.now.plusSeconds(600)).posts());
  }

  @Test
  void whileAnAnswerGoesOnARefusalSkipsOneOfItsSentences() {
    Story story = new Story().asks(ADA, CommandName.START);
    story.does(new ReplyTarget.Edit(reply(story)), REFUSED);
    assertTrue(reply(story).isDone());
    assertFalse(reply(story).dead());
    story.begun().sees("set-a", 1, "vm-1");
    assertFalse(reply(story).isDone(), "the next is tried again");
  }

  @ParameterizedTest
  @CsvSource({"403/50001, Missing Access", "400/50035, Invalid Form Body", "403, ''"})
  void aLastWordThatIsRefusedGoesToTheChannelAndTheOperatorHears(String code, String message) {
    Story story = new Story().asks(ADA, CommandName.STOP);
    story.does(new ReplyTarget.Edit(reply(story)), new Result.Refused(code, message));
    assertEquals(new Note.ForUser(ADA, new Note.NotOn()), story.told(Note.ForUser.class));
    assertEquals(
        List.of(new Note.AnswerRefused(ADA, (code + " " + message).strip())), story.toldOperator());
    assertTrue(story.state.discord().replies().isEmpty());
  }

  @Test
  void anAnswerThatTheChannelRefusesTooEndsWithTheOperator() {
    Story story = new Story().asks(ADA, CommandName.STOP);
    story.does(new ReplyTarget.Edit(reply(story)), REFUSED);
    Announcement answer =
        story.state.discord().announcements().stream()
            .filter(a -> a.note() instanceof Note.ForUser)
            .findFirst()
            .orElseThrow();
    story.does(new AnnouncementTarget.Post(answer, null), REFUSED);
    assertNull(story.told(Note.ForUser.class));
    assertEquals("20", story.told(Note.ChannelRefused.class).channel());
    Note refused = new Note.AnswerRefused(ADA, "403/50001 Missing Access");
    assertTrue(story.toldOperator().contains(new Note.Repeated(refused, 2)), "told of once more");
  }

  @ParameterizedTest
  @EnumSource(
      value = CommandName.class,
      names = {"STATUS", "PLAYERS", "CONNECT", "HISTORY"})
  void whatWasForOnePairOfEyesIsNotPostedWhenItsTokenDies(CommandName command) {
    for (Result.Edited end : List.of(new Result.TokenDead(), REFUSED)) {
      Story story = Story.running().asks(BEN, command);
      story.does(new ReplyTarget.Edit(reply(story)), end);
      assertNull(story.told(Note.ForUser.class));
      assertEquals(new Note.AnswerLost(BEN, command), story.told(Note.AnswerLost.class));
    }
    Story late = Story.running().asks(BEN, command).later(Duration.ofMinutes(16)).minutes(1, 1);
    assertEquals(ADA, late.told(Note.ForUser.class).user(), "the start was for all to read");
    assertEquals(new Note.AnswerLost(BEN, command), late.told(Note.AnswerLost.class));
  }

  @Test
  void whatAButtonAnsweredIsNotPostedEither() {
    Story story = Story.running();
    story.asks(BEN, CommandName.EXTEND, new Options(60, false, null, 1));
    story.does(new ReplyTarget.Edit(reply(story)), new Result.TokenDead());
    assertNull(story.told(Note.ForUser.class));
    assertEquals(new Note.AnswerLost(BEN, CommandName.EXTEND), story.told(Note.AnswerLost.class));
    assertInstanceOf(
        Note.Extended.class, Story.running().asks(BEN, CommandName.EXTEND).lastReply());
  }

  @Test
  void whatEverybodyCouldReadIsPosted() {
    Story story = new Story().asks(ADA, CommandName.STOP);
    story.does(new ReplyTarget.Edit(reply(story)), new Result.TokenDead());
    assertEquals(new Note.ForUser(ADA, new Note.NotOn()), story.told(Note.ForUser.class));
  }

  @Test
  void theChannelThatRefusedIsNamed() {
    Story story = Story.of(Servers.privately(new PrivateChannelPolicy(List.of(), null), SERVER));
    story.asks(ADA, CommandName.START);
    story.does(new PrivateChannelTarget.Keep(story.state.discord().privateChannel()), REFUSED);
    assertNull(story.told(Note.ChannelRefused.class).channel(), "none was made");
    story.does(
        new PrivateChannelTarget.Keep(story.state.discord().privateChannel()),
        new Result.Done("77"));
    story.does(new PrivateChannelTarget.Keep(story.state.discord().privateChannel()), REFUSED);
    assertEquals("77", story.told(Note.ChannelRefused.class).channel());
    story.does(show(story), REFUSED);
    assertEquals("20", story.told(Note.ChannelRefused.class).channel());
  }

  private static Reply reply(Story story) {
    return story.state.discord().replies().getLast();
  }

  private static SessionMessageTarget.Show show(Story story) {
    return new SessionMessageTarget.Show(
        story.state.discord().message(), Views.session(story.server, story.state));
  }
}
