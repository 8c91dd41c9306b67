package hearth.core.rules;

import static hearth.core.delivery.Story.ADA;
import static hearth.core.delivery.Story.BEN;
import static hearth.core.delivery.Story.SERVER;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.core.CommandName;
import hearth.core.Newer;
import hearth.core.Options;
import hearth.core.Phase;
import hearth.core.delivery.Story;
import hearth.core.event.MachineEvent;
import hearth.core.event.MachineEvent.GamePhase;
import hearth.core.fleet.GamePolicy.Update;
import hearth.core.fleet.Server;
import hearth.core.fleet.Servers;
import hearth.core.note.Note;
import hearth.core.note.ServerLine;
import hearth.core.state.Views;
import hearth.core.wanted.InboxMessage;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which version of the game a start brings, and who is told of it. */
class VersionRulesTest {
  private static final Options BUTTON = new Options(0, false, null, 1).newest(true);
  private static final Options NEWEST = Options.NONE.newest(true);
  private static final Server ASKING = updating(Update.ASK);

  private static Server updating(Update update) {
    return Servers.changing(update, null, SERVER);
  }

  /** Whether the hello that waits tells the machine to take the newest. */
  private static boolean takesNewest(Story story) {
    InboxMessage hello = story.state.azure().inbox().getLast();
    assertEquals(InboxMessage.Type.HELLO, hello.type());
    return hello.newest();
  }

  @Test
  void aStartBringsTheNewestWhereItSaysSo() {
    assertFalse(takesNewest(Story.of(ASKING).asks(ADA, CommandName.START)));
    assertTrue(takesNewest(Story.of(ASKING).asks(ADA, CommandName.START, NEWEST)));
  }

  @Test
  void aMachineThatTakesTheLostOnesPlaceBringsTheNewestToo() {
    Story story = Story.of(ASKING).asks(ADA, CommandName.START, NEWEST).begun();
    story.sees("set-a", 1, "vm-1").evicting(null).begun().sees("set-a", 0);
    assertEquals(Phase.ALLOCATING, story.state.life().phase());
    assertTrue(takesNewest(story));
  }

  @Test
  void aStartThatWaitsBringsTheNewestWhenItsTurnComes() {
    Story story = Story.running(ASKING).asks(BEN, CommandName.STOP);
    story.asks(ADA, CommandName.START, NEWEST).stopped(true).begun().sees("set-a", 0);
    assertTrue(takesNewest(story));
  }

  @Test
  void theNextSessionKeepsItsVersionAgain() {
    Story story = Story.of(ASKING).asks(ADA, CommandName.START, NEWEST).begun();
    story.sees("set-a", 1, "vm-1").asks(BEN, CommandName.STOP).stopped(true).begun();
    story.sees("set-a", 0).asks(ADA, CommandName.START);
    assertFalse(takesNewest(story));
  }

  @Test
  void whoAsksWhileItIsOnGetsTheNewestWithTheNextStart() {
    Story story = Story.running(ASKING).asks(BEN, CommandName.START, NEWEST);
    assertEquals(new Note.NewestNextTime(), story.lastReply());
    assertTrue(Views.line(ASKING, story.state).takesNewest());
    story.asks(BEN, CommandName.STOP).stopped(true).begun().sees("set-a", 0);
    assertTrue(takesNewest(story.asks(ADA, CommandName.START)));
    assertFalse(story.state.memory().takeNewest());
  }

  @Test
  void aButtonForTheNewestStartsNothing() {
    Story story = Story.running(ASKING).asks(BEN, CommandName.STOP).stopped(true).begun();
    story.sees("set-a", 0).asks(ADA, CommandName.START, BUTTON);
    assertEquals(new Note.NewestNextTime(), story.lastReply());
    assertEquals(Phase.STOPPED, story.state.life().phase());
    assertTrue(takesNewest(story.asks(ADA, CommandName.START)));
  }

  @Test
  void aNewerVersionThatIsThereIsToldOnceAndStandsInStatus() {
    for (Newer.When when : List.of(Newer.When.NEXT, Newer.When.ASKED)) {
      Story story = Story.running(ASKING);
      says(story, "26.4", when);
      says(story, "26.4", when);
      Newer newer = new Newer("26.4", "26.3", when);
      assertEquals(new Note.NewerIsThere(newer, 1), story.told(Note.NewerIsThere.class));
      assertEquals(1, story.count(Note.NewerIsThere.class));
      ServerLine line = Views.line(ASKING, story.state);
      assertEquals("26.4", line.newer());
      assertEquals(when == Newer.When.NEXT, line.takesNewest());
      says(story, "26.5", when);
      assertEquals(2, story.count(Note.NewerIsThere.class));
    }
  }

  @Test
  void aNewerVersionIsRememberedWhileTheServerIsOff() {
    Story story = Story.running(ASKING);
    says(story, "26.4", Newer.When.ASKED);
    story.asks(BEN, CommandName.STOP).stopped(true).begun().sees("set-a", 0);
    assertEquals("26.4", Views.line(ASKING, story.state).newer());
  }

  @Test
  void aStartThatBringsANewerVersionIsToldOnce() {
    Story story = Story.running(ASKING);
    says(story, "26.4", Newer.When.ASKED);
    says(story, "26.4", Newer.When.NOW);
    says(story, "26.4", Newer.When.NOW);
    assertEquals(1, story.count(Note.BringsNewer.class));
    assertNull(Views.line(ASKING, story.state).newer());
  }

  @Test
  void aReportOfARunningGameThatKnowsNoNewerVersionTakesItBack() {
    Story story = Story.running(ASKING);
    says(story, "26.4", Newer.When.ASKED);
    story.happens(story.report(MachineEvent.Type.HEARTBEAT, GamePhase.LOADING).event());
    assertEquals("26.4", Views.line(ASKING, story.state).newer());
    story.happens(story.report(MachineEvent.Type.HEARTBEAT, GamePhase.RUNNING).event());
    assertNull(Views.line(ASKING, story.state).newer());
  }

  @Test
  void anotherVersionThanTheLastTimeIsToldToThoseWhoPlayOnce() {
    Story story = Story.running(ASKING);
    runs(story, "1.0.17");
    assertEquals(0, story.count(Note.VersionChanged.class), "nobody knows what ran before");
    runs(story, "1.0.18");
    runs(story, "1.0.18");
    runs(story, "1.0.17");
    assertEquals(1, story.count(Note.VersionChanged.class));
    assertEquals(
        new Note.VersionChanged("1.0.18", "1.0.17"), story.told(Note.VersionChanged.class));
  }

  @Test
  void aVersionThatWasToldBeforeItCameIsNotToldAgain() {
    Story story = Story.running(ASKING);
    runs(story, "26.3");
    says(story, "26.4", Newer.When.NOW);
    runs(story, "26.4");
    assertEquals(0, story.count(Note.VersionChanged.class));
  }

  private static void runs(Story story, String version) {
    story.happens(
        story
            .report(MachineEvent.Type.HEARTBEAT, GamePhase.RUNNING)
            .version(version, null)
            .event());
  }

  private static void says(Story story, String version, Newer.When when) {
    story.happens(
        story
            .report(MachineEvent.Type.HEARTBEAT, GamePhase.RUNNING)
            .newer(version, "26.3", when)
            .event());
  }

  @Test
  void aPinnedVersionIsNotReplacedByAStart() {
    Story story = Story.of(updating(Update.PINNED)).asks(ADA, CommandName.START, NEWEST);
    assertEquals(new Note.Pinned(), story.lastReply());
    assertEquals(Phase.STOPPED, story.state.life().phase());
  }
}
