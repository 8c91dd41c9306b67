package hearth.core.delivery;

import static hearth.core.delivery.Story.ADA;
import static hearth.core.delivery.Story.BEN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.core.CommandName;
import hearth.core.Lists;
import hearth.core.Options;
import hearth.core.event.Event;
import hearth.core.event.MachineEvent;
import hearth.core.event.MachineEvent.GamePhase;
import hearth.core.fleet.Servers;
import hearth.core.fleet.StableName;
import hearth.core.note.Note;
import hearth.core.port.Result;
import hearth.core.state.State;
import hearth.core.state.Views;
import hearth.core.wanted.Announcement;
import hearth.core.wanted.Hostname;
import hearth.core.wanted.InboxMessage;
import hearth.core.wanted.Lease;
import hearth.core.wanted.Reply;
import hearth.core.wanted.SessionMessage;
import hearth.core.wanted.Tick;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What follows from how a call to Discord, a queue or a name server ended. */
class DeliveryRulesTest {
  private static final Result SOON = new Result.Later(Duration.ZERO, false);
  private static final Result REFUSED = new Result.Refused("403/50001", "Missing Access");

  private static Result later(int seconds) {
    return new Result.Later(Duration.ofSeconds(seconds), false);
  }

  @Test
  void aLeaveThatWasHeldWaitsWithTheLineThatDiscordWantsLater() {
    Story story = Story.running().delivered();
    Instant held = story.now.plusSeconds(10);
    story.twisted(
        d ->
            d.discord.announcements(
                List.of(
                    Announcement.held(101, new Note.Left("Ada"), d.now, "a", held),
                    Announcement.of(102, false, new Note.Joined("Ben"), d.now))));
    story.does(story.next(), later(60));
    assertEquals(held.plusSeconds(50), story.state.discord().announcements().getLast().notBefore());
    story.later(Duration.ofSeconds(11));
    assertFalse(story.next() instanceof AnnouncementTarget.Post, "the channel is left alone");
    story.later(Duration.ofSeconds(50));
    AnnouncementTarget.Post next = (AnnouncementTarget.Post) story.next();
    assertEquals(new Note.Left("Ada"), next.announcement().note());
  }

  // The tick and the inbox.

  @Test
  void aTickIsSentOnceTheQueueHasIt() {
    Story story = new Story().asks(ADA, CommandName.START).begun();
    Tick tick = story.state.delivery().tick();
    assertFalse(story.does(new TickTarget.Send(tick), SOON).state.delivery().tick().sent());
    assertTrue(
        story
            .does(new TickTarget.Send(tick), new Result.Done(null))
            .state
            .delivery()
            .tick()
            .sent());
    Story other = new Story().asks(ADA, CommandName.START).begun();
    Tick older = new Tick(tick.n() - 1, tick.due(), false);
    other.does(new TickTarget.Send(older), new Result.Done(null));
    assertFalse(other.state.delivery().tick().sent(), "an older one is not this one");
  }

  @Test
  void aMessageToTheAgentLeavesTheInboxOnceItIsOnTheQueue() {
    Story story = Story.running().delivered();
    story.asks(ADA, CommandName.SAY, new Options(0, false, "one", 0));
    story.asks(ADA, CommandName.SAY, new Options(0, false, "two", 0));
    InboxMessage one = story.state.azure().inbox().getFirst();
    story.does(new InboxTarget.Send(one), later(7));
    assertEquals(story.now.plusSeconds(7), story.state.azure().inbox().get(0).notBefore());
    assertNull(story.state.azure().inbox().get(1).notBefore(), "the others are not put off");
    story.does(new InboxTarget.Send(one), SOON);
    assertEquals(story.now.plusSeconds(5), story.state.azure().inbox().getFirst().notBefore());
    story.does(new InboxTarget.Send(one), new Result.Done(null));
    assertEquals("two", story.state.azure().inbox().getFirst().text());
    assertEquals(1, story.state.azure().inbox().size());
  }

  @Test
  void aQueueThatRefusesIsToldToTheOperatorOnceAndTriedEveryMinute() {
    Story story = new Story().asks(ADA, CommandName.START);
    Action<?> send = new InboxTarget.Send(story.state.azure().inbox().getFirst());
    story.does(send, REFUSED).does(send, REFUSED);
    assertEquals(
        List.of(new Note.AzureRefused("agent-valheim", "403/50001", "Missing Access")),
        story.toldOperator());
    assertEquals(story.now.plusSeconds(60), story.state.azure().inbox().getFirst().notBefore());
  }

  // The stable name.

  private static Story named() {
    StableName name = new StableName("v.example.org", "example.org", "v", null);
    return Story.running(Servers.named(name, Story.SERVER));
  }

  @Test
  void aNameThatCouldNotBePointedIsTriedAgainAndLongerEachTime() {
    Story story = named();
    for (int seconds : new int[] {1, 2, 4}) {
      story.does(new HostnameTarget.Point(story.state.azure().hostname()), SOON);
      assertEquals(story.now.plusSeconds(seconds), story.state.azure().hostname().notBefore());
    }
    story.does(new HostnameTarget.Point(story.state.azure().hostname()), new Result.Done(null));
    assertTrue(story.state.azure().hostname().isDone());
    assertNull(story.state.azure().hostname().notBefore());
    assertEquals(0, story.state.azure().hostname().attempts());
  }

  @Test
  void aNameThatIsRefusedIsToldToTheOperatorWithTheHost() {
    Story story = named();
    story.does(new HostnameTarget.Point(story.state.azure().hostname()), REFUSED);
    assertEquals(
        new Note.AzureRefused("v.example.org", "403/50001", "Missing Access"),
        story.toldOperator().getLast());
    assertEquals(story.now.plusSeconds(60), story.state.azure().hostname().notBefore());
  }

  @Test
  void anAnswerAboutAnOlderAddressSaysNothingOfTheNewOne() {
    Story story = named();
    Hostname old = story.state.azure().hostname();
    story.twisted(d -> d.machine = d.machine().seen("vm-1", "203.0.113.8"));
    story.happens(new Event.Swept());
    assertEquals("203.0.113.8", story.state.azure().hostname().address());
    assertEquals(old.revision() + 1, story.state.azure().hostname().revision());
    story.does(new HostnameTarget.Point(old), new Result.Done(null));
    assertFalse(story.state.azure().hostname().isDone());
    Story without = Story.running();
    State before = without.state;
    without.does(new HostnameTarget.Point(old), new Result.Done(null));
    assertEquals(before, without.state);
  }

  // The answers to people.

  private static Action<?> edit(Story story) {
    return new ReplyTarget.Edit(story.state.discord().replies().getFirst());
  }

  private static Story asked() {
    return new Story().asks(ADA, CommandName.START).asks(BEN, CommandName.START);
  }

  @Test
  void anAnswerThatWasGivenIsDoneAndTheOthersAreNot() {
    Story story = asked();
    assertTrue(
        story.does(edit(story), new Result.Done(null)).state.discord().replies().get(0).isDone());
    assertFalse(story.state.discord().replies().get(1).isDone());
    story.does(new ReplyTarget.Edit(story.state.discord().replies().get(1)), new Result.Done(null));
    assertEquals(1, story.state.discord().replies().size(), "a last word that was said is over");
  }

  @Test
  void whatWasDeletedOrRefusedIsNotSaidAgain() {
    for (Result result : List.of(new Result.Gone(), REFUSED)) {
      Story story = asked();
      assertTrue(story.does(edit(story), result).state.discord().replies().getFirst().isDone());
      assertNull(story.told(Note.ForUser.class));
    }
  }

  @Test
  void anAnswerThatGrewOlderMeanwhileIsWantedStill() {
    Story story = asked();
    Action<?> older = edit(story);
    story.begun().sees("set-a", 1, "vm-1").does(older, new Result.Done(null));
    assertFalse(story.state.discord().replies().getFirst().isDone());
  }

  @Test
  void withADeadTokenTheLastWordGoesToTheChannel() {
    Story story = asked();
    Reply last = story.state.discord().replies().get(1);
    story.does(new ReplyTarget.Edit(last), new Result.TokenDead());
    assertEquals(new Note.ForUser(BEN, last.note()), story.told(Note.ForUser.class));
    assertEquals(1, story.state.discord().replies().size());
    story.does(edit(story), new Result.TokenDead());
    assertTrue(story.state.discord().replies().getFirst().isDone());
    assertEquals(1, story.count(Note.ForUser.class), "what is not the last word waits for it");
  }

  @Test
  void aResponseThatIsNotThereYetIsTriedFiveTimesMore() {
    Story story = asked();
    for (int seconds : new int[] {1, 2, 4, 8, 16}) {
      story.does(edit(story), new Result.NotYet());
      assertEquals(
          story.now.plusSeconds(seconds), story.state.discord().replies().get(0).notBefore());
      assertNull(story.state.discord().replies().get(1).notBefore());
    }
    assertTrue(
        story.does(edit(story), new Result.NotYet()).state.discord().replies().getFirst().dead());
  }

  @Test
  void aReplyThatDiscordPutsOffWaitsAsLongAsItSays() {
    Story story = asked().does(edit(asked()), later(30));
    assertEquals(story.now.plusSeconds(30), story.state.discord().replies().getFirst().notBefore());
    story.does(edit(story), SOON);
    assertEquals(story.now.plusSeconds(2), story.state.discord().replies().getFirst().notBefore());
  }

  // Announcements.

  private static Story announcing() {
    return Story.running().joins("Luu", 1, 1, 50).joins("Mia", 1, 1, 51);
  }

  private static Announcement first(Story story) {
    return story.state.discord().announcements().getFirst();
  }

  @Test
  void aPostIsOverOnceItStandsInTheChannel() {
    Story story = announcing();
    int before = story.told().size();
    story.does(new AnnouncementTarget.Post(first(story), null), new Result.Done("5"));
    assertEquals(before - 1, story.told().size());
  }

  @Test
  void aPostThatCertainlyDidNotArriveIsAFirstAttemptAgain() {
    Story story = announcing();
    story.twisted(d -> d.delivery.lease(new Lease("me", story.now.plusSeconds(30))));
    story.state = Targets.stamped(story.server, story.state, story.now);
    assertEquals(story.now, first(story).firstAttempt());
    assertEquals("me", first(story).attemptedBy());
    Announcement other = story.state.discord().announcements().get(1);
    story.does(new AnnouncementTarget.Post(first(story), null), later(9));
    assertNull(first(story).firstAttempt());
    assertEquals(story.now.plusSeconds(9), first(story).notBefore());
    assertEquals(other, story.state.discord().announcements().get(1));
  }

  @Test
  void aPostThatMayHaveArrivedKeepsItsFirstAttempt() {
    Story story = announcing();
    Instant tried = story.now;
    story.twisted(
        d ->
            d.discord.announcements(
                Lists.mapped(d.discord.announcements(), a -> a.attempted(tried, "me"))));
    story.does(
        new AnnouncementTarget.Post(first(story), null), new Result.Later(Duration.ZERO, true));
    assertEquals(tried, first(story).firstAttempt());
    assertNull(first(story).attemptedBy());
    assertEquals(story.now.plusSeconds(5), first(story).notBefore());
    story.does(new AnnouncementTarget.Post(first(story), null), SOON);
    assertEquals(tried, first(story).firstAttempt(), "one refusal undoes no other attempt");
    Announcement byAnother = first(story).attempted(tried, "other");
    assertSame(byAnother, byAnother.attempted(tried.plusSeconds(1), "me"));
  }

  @Test
  void aChannelThatRefusesIsToldToTheOperatorButNotThatTheOperatorsOwnDoes() {
    Story story = announcing();
    story.does(new AnnouncementTarget.Post(first(story), null), REFUSED);
    assertEquals(
        List.of(new Note.ChannelRefused("20", "403/50001 Missing Access")), story.toldOperator());
    Announcement toOperator = story.state.discord().announcements().getLast();
    story.twisted(d -> d.telling.told(List.of()));
    story.does(new AnnouncementTarget.Post(toOperator, null), REFUSED);
    assertEquals(List.of(), story.toldOperator());
  }

  // The session message.

  private static Action<?> show(Story story) {
    return new SessionMessageTarget.Show(
        story.state.discord().message(), Views.session(story.server, story.state));
  }

  @Test
  void theSessionMessageIsEditedWhereItWasPosted() {
    Story story = Story.running();
    story.does(show(story), new Result.Done("m-1"));
    assertEquals("m-1", story.state.discord().message().messageId());
    assertTrue(story.state.discord().message().isDone());
    story.later(Duration.ofSeconds(1)).joins("Luu", 1, 1, 50);
    assertFalse(story.state.discord().message().isDone(), "it shows who joined");
    story.does(show(story), later(3));
    assertEquals(story.now.plusSeconds(3), story.state.discord().message().notBefore());
    assertEquals(1, story.state.discord().message().attempts());
    story.does(show(story), SOON);
    assertEquals(story.now.plusSeconds(2), story.state.discord().message().notBefore());
  }

  @Test
  void aSessionMessageThatAPersonDeletesIsPostedOnceMoreAndNoMore() {
    Story story = Story.running();
    SessionMessage begun = story.state.discord().message().attempted(story.now);
    story.twisted(d -> d.discord.message(begun.delivered("m-1", begun.revision())));
    story.does(show(story), new Result.Gone());
    assertNull(story.state.discord().message().messageId());
    assertFalse(story.state.discord().message().isDone());
    SessionMessage again = story.state.discord().message().attempted(story.now);
    assertEquals(2, again.posts());
    story.twisted(d -> d.discord.message(again.delivered("m-2", again.revision())));
    story.does(show(story), new Result.Gone());
    assertTrue(story.state.discord().message().isDone(), "whoever deletes it twice means it");
    assertTrue(story.joins("Luu", 1, 1, 50).state.discord().message().isDone());
  }

  @Test
  void aSessionMessageThatIsRefusedIsTriedAgainAndTheOperatorTold() {
    Story story = Story.running();
    story.does(show(story), REFUSED);
    assertFalse(story.state.discord().message().isDone());
    assertEquals(
        story.now.plus(Duration.ofMinutes(1)), story.state.discord().message().notBefore());
    assertEquals(
        List.of(new Note.ChannelRefused("20", "403/50001 Missing Access")), story.toldOperator());
  }

  @Test
  void anAnswerAboutAnEarlierSessionsMessageIsOldNews() {
    Story story = Story.running();
    Action<?> old = show(story);
    story.asks(ADA, CommandName.STOP).stopped(true).begun().sees("set-a", 0);
    story.asks(ADA, CommandName.START);
    SessionMessage present = story.state.discord().message();
    assertEquals(present, story.does(old, new Result.Done("m-1")).state.discord().message());
    assertNotEquals(1, present.session());
    assertNull(new Story().does(old, new Result.Done("m-1")).state.discord().message());
  }

  @Test
  void aPostWhoseNonceNoLongerHoldsIsBegunAnew() {
    Story story = Story.running();
    SessionMessage once = story.state.discord().message().attempted(story.now);
    assertEquals(1, once.posts());
    assertSame(once, once.attempted(story.now.plusSeconds(120)));
    assertEquals(2, once.attempted(story.now.plusSeconds(121)).posts());
    SessionMessage posted = once.delivered("m-1", 1);
    assertSame(posted, posted.attempted(story.now.plusSeconds(300)), "an edit has no nonce");
  }

  @Test
  void aReportAfterAFailedPostStillShows() {
    Story story = Story.running();
    story.does(show(story), later(60));
    long revision = story.state.discord().message().revision();
    story.later(Duration.ofSeconds(1));
    story.reports(MachineEvent.Type.HEARTBEAT, GamePhase.RUNNING, 2);
    assertEquals(revision + 1, story.state.discord().message().revision());
    assertEquals(story.now.plusSeconds(59), story.state.discord().message().notBefore());
  }

  @Test
  void whatDiscordAskedToWaitForSurvivesBeingFolded() {
    Story story = Story.running();
    for (int joins = 1; joins <= 300; joins++) {
      story.joins("P" + joins, 1, 1, 100 + joins);
      if (story.next() instanceof AnnouncementTarget.Post post) {
        assertTrue(joins < 3, "Discord is asked again at join " + joins);
        story.does(post, new Result.Later(Duration.ofSeconds(60), false));
      } else if (story.next() != null) {
        story.delivered();
      }
    }
    assertNotNull(story.told(Note.Folded.class));
  }
}
