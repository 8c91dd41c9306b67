package hearth.core.delivery;

import static hearth.core.delivery.Story.ADA;
import static hearth.core.delivery.Story.BEN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import hearth.core.CommandName;
import hearth.core.Lists;
import hearth.core.Options;
import hearth.core.event.Event;
import hearth.core.fleet.AnnouncementPolicy;
import hearth.core.fleet.PrivateChannelPolicy;
import hearth.core.fleet.Server;
import hearth.core.fleet.Servers;
import hearth.core.fleet.StableName;
import hearth.core.note.Note;
import hearth.core.port.Result;
import hearth.core.port.ScaleSetView;
import hearth.core.state.State;
import hearth.core.wanted.Announcement;
import hearth.core.wanted.InboxMessage;
import hearth.core.wanted.Lease;
import hearth.core.wanted.Progress;
import hearth.core.wanted.Scale;
import hearth.core.wanted.SessionMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** In which order the world is told, and what is not told yet. */
class TargetRulesTest {
  private static final StableName NAME = new StableName("v.example.org", "example.org", "v", null);

  private static Action<?> next(Story story, ScaleSetView observed) {
    return Targets.next(story.server, story.state, Findings.NONE.seeing(observed), story.now);
  }

  private static ScaleSetView view(String set, String etag) {
    return new ScaleSetView(set, etag, 0, true, List.of(), new ScaleSetView.Operation.None());
  }

  private static CapacityTarget.Set set(Scale scale) {
    return new CapacityTarget.Set(scale, "7", true);
  }

  @Test
  void thereIsNothingToDoOnANewServer() {
    assertNull(new Story().next());
  }

  @Test
  void theTickGoesFirstThenAzureThenTheNameThenPeople() {
    Server server = Servers.privately(new PrivateChannelPolicy(List.of("5"), null), Story.SERVER);
    Story story = Story.running(Servers.named(NAME, server));
    story.asks(BEN, CommandName.START).sees("set-b", 1, "vm-9").happens(new Event.Swept());
    List<String> order = new ArrayList<>();
    for (Action<?> action = story.next(); action != null; action = story.next()) {
      String name = action.getClass().getEnclosingClass().getSimpleName();
      if (order.isEmpty() || !order.getLast().equals(name)) {
        order.add(name);
      }
      story.does(
          action,
          action instanceof LookTarget.Look
              ? new Result.Later(Duration.ZERO, false)
              : new Result.Done("ref"));
    }
    assertEquals(
        List.of(
            "TickTarget",
            "InboxTarget",
            "LookTarget",
            "HostnameTarget",
            "ReplyTarget",
            "AnnouncementTarget",
            "PrivateChannelTarget",
            "SessionMessageTarget"),
        order);
  }

  // Capacities.

  @Test
  void aMachineIsLitOnlyOnceItsKeyWaitsAndItsSetWasSeen() {
    Story story = new Story().asks(ADA, CommandName.START).twisted(d -> d.delivery.tick(null));
    assertInstanceOf(InboxTarget.Send.class, next(story, view("set-a", "7")));
    story.twisted(
        d -> d.azure.inbox(Lists.mapped(d.azure.inbox(), m -> m.later(d.now.plusSeconds(5)))));
    Action<?> meanwhile = next(story, view("set-a", "7"));
    assertInstanceOf(ReplyTarget.Edit.class, meanwhile, "without its key it is not lit");
    story.twisted(d -> d.azure.inbox(List.of()));
    assertEquals(new LookTarget.Look("set-a", null), next(story, null));
    assertEquals(new LookTarget.Look("set-a", null), next(story, view("set-b", "7")));
    assertEquals(set(story.state.azure().scale()), next(story, view("set-a", "7")));
  }

  @Test
  void aMachineIsGivenBackWhateverWaitsInTheInbox() {
    Story story = Story.running().asks(BEN, CommandName.STOP, new Options(0, true, null, 0));
    story.twisted(
        d ->
            d.azure.inbox(
                Lists.plus(
                    d.azure.inbox(),
                    new InboxMessage(
                        "i", 1, InboxMessage.Type.SAY, false, "", d.now, d.now.plusSeconds(9)))));
    story.twisted(d -> d.delivery.tick(null));
    assertEquals(set(story.state.azure().scale()), next(story, view("set-a", "7")));
  }

  @Test
  void aCapacityThatIsPutOffWaits() {
    Story story = new Story().asks(ADA, CommandName.START).twisted(d -> d.azure.inbox(List.of()));
    story
        .refused(new Result.Later(Duration.ofSeconds(30), false))
        .twisted(d -> d.delivery.tick(null));
    assertInstanceOf(ReplyTarget.Edit.class, next(story, null));
    story.later(Duration.ofSeconds(30));
    assertInstanceOf(LookTarget.Look.class, next(story, null));
  }

  @Test
  void theOperationIsLookedAtWithItsSetWhenItIsTimeAndNotBefore() {
    Story story = new Story().asks(ADA, CommandName.START).begun();
    story.twisted(
        d -> {
          d.azure.inbox(List.of());
          d.delivery.tick(null);
        });
    assertInstanceOf(ReplyTarget.Edit.class, story.next());
    story.later(Duration.ofSeconds(5));
    assertEquals(new LookTarget.Look("set-a", "operation"), story.next());
    story.twisted(d -> d.azure.lookAt(null)).happens(new Event.Swept());
    story.twisted(d -> d.delivery.tick(null)).twisted(d -> d.azure.lookAt(null));
    assertEquals(new LookTarget.Look("set-a", "operation"), story.next());
    story.twisted(d -> d.azure.pendingChecks(Lists.minus(d.azure.pendingChecks(), "set-a")));
    assertEquals(new LookTarget.Look("set-b", null), story.next(), "another set has no operation");
  }

  @Test
  void whatIsToBeWrittenIsLookedAtNoEarlierThanItMayBeWritten() {
    Story story = new Story().asks(ADA, CommandName.START).twisted(d -> d.azure.inbox(List.of()));
    story.refused(new Result.Later(Duration.ofSeconds(30), false));
    story.twisted(
        d -> {
          d.delivery.tick(null);
          d.azure.lookAt(d.now);
        });
    assertInstanceOf(ReplyTarget.Edit.class, story.next());
  }

  @Test
  void aStrayIsLookedAtAndThenEmptiedWithWhatWasSeen() {
    Story story = Story.running().delivered().sees("set-b", 1, "vm-9");
    story.later(Duration.ofMinutes(1)).sees("set-b", 1, "vm-9");
    story.twisted(d -> d.delivery.tick(null));
    assertEquals(new LookTarget.Look("set-b", null), next(story, null));
    assertEquals(new LookTarget.Look("set-b", null), next(story, view("set-a", "7")));
    Scale stray = story.state.azure().orphans().getFirst();
    assertEquals(new CapacityTarget.Set(stray, "7", false), next(story, view("set-b", "7")));
    story.twisted(
        d ->
            d.azure.orphans(
                Lists.replaced(
                    d.azure.orphans(),
                    0,
                    new Scale(
                        "set-b", "s", 0, null, new Progress(1, 0, 1, d.now.plusSeconds(1))))));
    assertInstanceOf(AnnouncementTarget.Post.class, next(story, view("set-b", "7")));
  }

  // What waits its time.

  @Test
  void eachOfTheOthersWaitsUntilItsTime() {
    Server server = Servers.privately(new PrivateChannelPolicy(List.of("5"), null), Story.SERVER);
    Story story = Story.running(Servers.named(NAME, server));
    Instant later = story.now.plusSeconds(10);
    story.twisted(
        d -> {
          d.delivery.tick(null);
          d.azure.inbox(Lists.mapped(d.azure.inbox(), m -> m.later(later)));
          d.azure.hostname(d.azure.hostname().later(later));
          d.discord.replies(Lists.mapped(d.discord.replies(), r -> r.later(later)));
          d.discord.announcements(
              Lists.mapped(d.discord.announcements(), a -> a.unsureUntil(later)));
          d.discord.privateChannel(d.discord.privateChannel().later(later));
          d.discord.message(d.discord.message().later(later));
        });
    assertNull(story.next());
    story.later(Duration.ofSeconds(10));
    assertInstanceOf(InboxTarget.Send.class, story.next());
    story.twisted(d -> d.azure.inbox(List.of()));
    assertEquals(new HostnameTarget.Point(story.state.azure().hostname()), story.next());
    story.twisted(d -> d.azure.hostname(null));
    assertEquals(new ReplyTarget.Edit(story.state.discord().replies().getFirst()), story.next());
    story.twisted(d -> d.discord.replies(List.of()));
    assertInstanceOf(AnnouncementTarget.Post.class, story.next());
    story.twisted(d -> d.discord.announcements(List.of()));
    assertEquals(
        new PrivateChannelTarget.Keep(story.state.discord().privateChannel()), story.next());
    story.twisted(d -> d.discord.privateChannel(null));
    assertInstanceOf(SessionMessageTarget.Show.class, story.next());
    story.twisted(d -> d.discord.message(null));
    assertNull(story.next());
  }

  @Test
  void aReplyThatWasGivenIsPassedOver() {
    Story story = new Story().asks(ADA, CommandName.START).asks(BEN, CommandName.START);
    story.twisted(
        d -> {
          d.azure.inbox(List.of());
          d.delivery.tick(null);
          d.azure.scale(null);
          d.discord.replies(
              Lists.replaced(d.discord.replies(), 0, d.discord.replies().getFirst().delivered(1)));
        });
    assertEquals(new ReplyTarget.Edit(story.state.discord().replies().get(1)), story.next());
  }

  @Test
  void aTickIsSentOnceAndNotAgainInARunWhereThatFailed() {
    Story story = new Story().asks(ADA, CommandName.START).begun();
    assertEquals(new TickTarget.Send(story.state.delivery().tick()), story.next());
    assertInstanceOf(
        InboxTarget.Send.class,
        Targets.next(story.server, story.state, Findings.WITHOUT_TICK, story.now));
    story.does(story.next(), new Result.Done(null));
    assertInstanceOf(InboxTarget.Send.class, story.next());
  }

  // One after the other in each channel.

  private static Story telling(Announcement... all) {
    Story story = new Story();
    story.twisted(d -> d.discord.announcements(List.of(all)));
    return story;
  }

  private static Announcement line(long n, boolean toOperator) {
    return Announcement.of(n, toOperator, new Note.Folded((int) n), new Story().now);
  }

  private static Long told(Story story) {
    return story.next() instanceof AnnouncementTarget.Post post
        ? (Long) post.announcement().n()
        : null;
  }

  @Test
  void aLineThatWaitsHoldsUpItsOwnChannelAlone() {
    Instant later = new Story().now.plusSeconds(5);
    Announcement waits = line(1, false).unsureUntil(later);
    assertNull(told(telling(waits, line(2, false))));
    assertEquals(3, told(telling(waits, line(2, false), line(3, true))));
    Announcement operatorWaits = line(1, true).unsureUntil(later);
    assertNull(told(telling(operatorWaits, line(2, true))));
    assertEquals(3, told(telling(operatorWaits, line(2, true), line(3, false))));
    assertNull(told(telling(operatorWaits, line(2, true), waits, line(4, false))));
  }

  @Test
  void aLineThatMayBeTakenBackHoldsUpNobody() {
    Instant now = new Story().now;
    Announcement held = Announcement.held(1, new Note.Left("Luu"), now, "luu", now.plusSeconds(10));
    assertEquals(2, told(telling(held, line(2, false))));
    assertNull(told(telling(held)));
    assertEquals(1, told(telling(held.released(), line(2, false))));
  }

  @Test
  void aLineThatMayStandThereAlreadyIsNotPostedAfterItsNonce() {
    Story story = telling(line(1, false).attempted(new Story().now, "me"));
    assertEquals(1, told(story.later(Duration.ofMinutes(2))));
    assertNull(told(story.later(Duration.ofSeconds(1))));
  }

  @Test
  void inAThreadStandsWhatTheChannelIsToldAndNotWhatTheOperatorIs() {
    Server server =
        Servers.told(
            new AnnouncementPolicy(Set.of(AnnouncementPolicy.Kind.READY), false, true),
            null,
            Story.SERVER);
    Story story = Story.of(server);
    story.twisted(
        d -> d.discord.announcements(Lists.plus(d.discord.announcements(), line(1, false))));
    assertNull(((AnnouncementTarget.Post) story.next()).thread(), "there is no message yet");
    story.twisted(
        d ->
            d.discord.message(
                new SessionMessage(1, "m-1", 1, null, 0, new Progress(1, 1, 0, null))));
    assertEquals("m-1", ((AnnouncementTarget.Post) story.next()).thread());
    story.twisted(
        d -> d.discord.announcements(Lists.replaced(d.discord.announcements(), 0, line(1, true))));
    assertNull(((AnnouncementTarget.Post) story.next()).thread());
    story.server = Story.SERVER;
    story.twisted(
        d -> d.discord.announcements(Lists.replaced(d.discord.announcements(), 0, line(1, false))));
    assertNull(((AnnouncementTarget.Post) story.next()).thread());
  }

  // What is noted before it leaves.

  private static State stamped(Story story) {
    story.twisted(d -> d.delivery.lease(new Lease("me", d.now.plusSeconds(30))));
    return Targets.stamped(story.server, story.state, story.now);
  }

  private static List<Long> tried(State state) {
    return state.discord().announcements().stream()
        .filter(a -> a.firstAttempt() != null)
        .map(Announcement::n)
        .toList();
  }

  @Test
  void theNextLineOfEachChannelIsNotedAsTried() {
    State state = stamped(telling(line(1, false), line(2, true), line(3, false), line(4, true)));
    assertEquals(List.of(1L, 2L), tried(state));
    assertEquals("me", state.discord().announcements().getFirst().attemptedBy());
    Instant later = new Story().now.plusSeconds(5);
    assertEquals(
        List.of(3L),
        tried(stamped(telling(line(1, false).unsureUntil(later), line(2, false), line(3, true)))));
    assertEquals(
        List.of(3L),
        tried(stamped(telling(line(1, true).unsureUntil(later), line(2, true), line(3, false)))));
    Announcement held = Announcement.held(1, new Note.Left("Luu"), new Story().now, "luu", later);
    assertEquals(List.of(2L), tried(stamped(telling(held, line(2, false), line(3, false)))));
  }

  @Test
  void withoutALeaseNothingIsNoted() {
    Story story = telling(line(1, false));
    assertSame(story.state, Targets.stamped(story.server, story.state, story.now));
  }

  @Test
  void aSessionMessageIsNotedAsBegunOnceItIsItsTurn() {
    Story story = new Story();
    story.twisted(
        d ->
            d.discord.message(
                new SessionMessage(1, null, 0, null, 0, new Progress(1, 0, 0, null))));
    assertEquals(story.now, stamped(story).discord().message().firstAttempt());
    assertEquals(1, stamped(story).discord().message().posts());
    Instant later = story.now.plusSeconds(5);
    story.twisted(
        d ->
            d.discord.message(
                new SessionMessage(1, null, 0, null, 0, new Progress(1, 0, 1, later))));
    assertNull(stamped(story).discord().message().firstAttempt());
    story.twisted(
        d ->
            d.discord.message(
                new SessionMessage(1, null, 0, null, 0, new Progress(1, 1, 0, null))));
    assertNull(stamped(story).discord().message().firstAttempt());
    story.twisted(d -> d.discord.message(null));
    assertNull(stamped(story).discord().message());
  }
}
