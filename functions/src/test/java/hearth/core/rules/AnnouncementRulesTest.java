package hearth.core.rules;

import static hearth.core.delivery.Story.ADA;
import static hearth.core.delivery.Story.BEN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.core.CommandName;
import hearth.core.Lists;
import hearth.core.delivery.Story;
import hearth.core.event.Event;
import hearth.core.event.MachineEvent;
import hearth.core.event.MachineEvent.GamePhase;
import hearth.core.event.Transition;
import hearth.core.fleet.AnnouncementPolicy;
import hearth.core.fleet.Server;
import hearth.core.fleet.Servers;
import hearth.core.note.Note;
import hearth.core.wanted.Announcement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What becomes of announcements that could not be posted, or that are too many. */
class AnnouncementRulesTest {
  private static final Event NEXT = new Event.Poisoned("q", "m", null);

  private static Story telling(Announcement... all) {
    Story story = new Story();
    story.twisted(
        d -> {
          d.discord.announcements(List.of(all));
          d.discord.announced(all.length);
        });
    return story;
  }

  private static Announcement tried(long n, Note note, boolean toOperator) {
    Instant now = new Story().now;
    return Announcement.of(n, toOperator, note, now).attempted(now, "me");
  }

  @Test
  void whatMayHaveBeenPostedIsNotPostedAgainAfterItsNonce() {
    Story story = telling(tried(1, new Note.Joined("Luu"), false));
    story.later(Announcement.NONCE_WINDOW).happens(new Event.Poisoned("q", "m-1", null));
    assertEquals(1, story.count(Note.Joined.class));
    story.later(Duration.ofSeconds(1)).happens(new Event.Poisoned("q", "m-2", null));
    assertEquals(0, story.count(Note.Joined.class), "the session message shows it");
  }

  @Test
  void anAnswerThatMayNotHaveBeenPostedIsPostedAgainUnderANewNonceForAnHour() {
    for (Note answer :
        List.of(new Note.ForUser(ADA, new Note.NotOn()), new Note.TooLate(ADA, CommandName.STOP))) {
      Story story = telling(tried(1, answer, false));
      story.later(Duration.ofSeconds(121)).happens(NEXT);
      Announcement again =
          story.state.discord().announcements().stream()
              .filter(a -> a.note().equals(answer))
              .findFirst()
              .orElseThrow();
      assertNull(again.firstAttempt());
      assertTrue(again.n() > 1);
      assertFalse(again.toOperator());
      assertEquals(story.now.minusSeconds(121), again.at(), "it is as old as it was");
      Story late = telling(tried(1, answer, false));
      late.later(Duration.ofHours(1)).happens(NEXT);
      assertTrue(late.told().contains(answer));
      Story tooLate = telling(tried(1, answer, false));
      tooLate.later(Duration.ofHours(1).plusSeconds(1)).happens(NEXT);
      assertFalse(tooLate.told().contains(answer), "nobody waits any more");
    }
  }

  @Test
  void anAnswerThatIsStillBeingPostedKeepsItsNonce() {
    Note answer = new Note.ForUser(ADA, new Note.NotOn());
    Story story = telling(tried(1, answer, false)).later(Duration.ofSeconds(60)).happens(NEXT);
    assertEquals(1, story.state.discord().announcements().getFirst().n());
  }

  private static Story many(int joins) {
    Story story = Story.running().twisted(d -> d.discord.announcements(List.of()));
    for (int i = 0; i < joins; i++) {
      story.joins("P" + i, 1, 1, 1000 + i);
    }
    return story;
  }

  @Test
  void twentyMayWait() {
    Story story = many(20);
    assertEquals(20, story.count(Note.Joined.class));
    assertNull(story.told(Note.Folded.class));
    story.joins("one more", 1, 1, 2000);
    assertEquals(20, story.told().size());
    assertEquals(new Note.Folded(2), story.told().getFirst(), "the oldest are told as one");
    assertEquals(new Note.Joined("P2"), story.told().get(1));
    assertEquals(
        story.state.discord().announced(), story.state.discord().announcements().getFirst().n());
    story.joins("another", 1, 1, 2001);
    assertEquals(new Note.Folded(3), story.told().getFirst());
    assertEquals(20, story.told().size());
    long distinct =
        story.state.discord().announcements().stream().map(Announcement::n).distinct().count();
    assertEquals(20, distinct, "each has its own number");
  }

  @Test
  void whatTheOperatorIsToldOrWasTriedIsNotFolded() {
    Story story = new Story();
    story.twisted(
        d -> {
          d.discord.announcements(
              Lists.plus(d.discord.announcements(), tried(1, new Note.Joined("Luu"), false)));
          d.discord.announcements(
              Lists.plus(
                  d.discord.announcements(),
                  Announcement.of(2, true, new Note.Drift(null), d.now)));
          for (int n = 3; n <= 22; n++) {
            d.discord.announcements(
                Lists.plus(
                    d.discord.announcements(),
                    Announcement.of(n, false, new Note.Joined("P" + n), d.now)));
          }
          d.discord.announced(22);
        });
    story.happens(new Event.Swept());
    assertEquals(new Note.Joined("Luu"), story.told().get(0));
    assertEquals(new Note.Drift(null), story.told().get(1));
    assertEquals(new Note.Folded(3), story.told().get(2));
    assertEquals(20, story.told().size());
    assertFalse(story.state.discord().announcements().get(2).toOperator());
    assertEquals(23, story.state.discord().announced());
  }

  @Test
  void whereNothingCanBeFoldedAllOfItWaits() {
    Story story = new Story();
    story.twisted(
        d -> {
          for (int n = 1; n <= 21; n++) {
            d.discord.announcements(
                Lists.plus(
                    d.discord.announcements(),
                    Announcement.of(n, true, new Note.Drift(null), d.now)));
          }
          d.discord.announcements(
              Lists.plus(
                  d.discord.announcements(),
                  Announcement.of(22, false, new Note.Joined("P"), d.now)));
        });
    story.happens(new Event.Swept());
    assertEquals(22, story.told().size());
    assertNull(story.told(Note.Folded.class));
  }

  @Test
  void aLeaveIsTakenBackOnlyByThePlayerWhoLeft() {
    Story story = Story.running();
    leaves(story, "a", "Ada");
    story.later(Duration.ofSeconds(3)).joins("Bea", 1, 1, 500);
    assertEquals(new Note.Left("Ada"), story.told(Note.Left.class));
    assertEquals(new Note.Joined("Bea"), story.told(Note.Joined.class));
  }

  @Test
  void whoComesBackAfterTheLeaveWasToldHasJoined() {
    Story story = Story.running();
    leaves(story, "Ada", "Ada");
    story.later(Duration.ofSeconds(10)).joins("Ada", 1, 1, 500);
    assertEquals(1, story.count(Note.Left.class));
    assertEquals(1, story.count(Note.Joined.class));
    assertEquals(
        2, story.state.session().telling().recent().size() - 1, "and the session shows both");
  }

  @Test
  void leavesAreHeldWhileTheServerRunsAndToldWhenItStops() {
    Story story = Story.running();
    leaves(story, "a", "Ada");
    assertTrue(
        story
            .happens(new Event.Swept())
            .state
            .discord()
            .announcements()
            .getLast()
            .isHeld(story.now));
    story.asks(BEN, CommandName.STOP);
    Announcement left =
        story.state.discord().announcements().stream()
            .filter(a -> a.note() instanceof Note.Left)
            .findFirst()
            .orElseThrow();
    assertNull(left.player());
    assertNull(left.notBefore());
  }

  @Test
  void aServerThatTellsNoLeavesShowsThemAllTheSame() {
    Server quiet =
        Servers.told(new AnnouncementPolicy(java.util.Set.of(), false, false), null, Story.SERVER);
    Story story = Story.running(quiet);
    leaves(story, "a", "Ada");
    assertEquals(List.of(), story.told());
    assertEquals(new Note.Left("Ada"), story.state.session().telling().recent().getLast().note());
  }

  private static void leaves(Story story, String key, String name) {
    long seq = story.state.machine().seq() + 1;
    Transition leave = new Transition(seq, false, key, name, story.now);
    story.happens(story.report(MachineEvent.Type.PLAYERS, GamePhase.RUNNING).moved(leave).event());
  }
}
