package hearth.core.rules;

import static hearth.core.delivery.Story.ADA;
import static hearth.core.delivery.Story.BEN;
import static hearth.core.delivery.Story.SERVER;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.core.CommandName;
import hearth.core.Options;
import hearth.core.Phase;
import hearth.core.delivery.Story;
import hearth.core.fleet.GamePolicy.Update;
import hearth.core.fleet.Server;
import hearth.core.fleet.Servers;
import hearth.core.note.Note;
import hearth.core.wanted.InboxMessage;
import org.junit.jupiter.api.Test;

/** Which version of the game a start brings, and who is told of it. */
class VersionRulesTest {
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
  void aPinnedVersionIsNotReplacedByAStart() {
    Story story = Story.of(updating(Update.PINNED)).asks(ADA, CommandName.START, NEWEST);
    assertEquals(new Note.Pinned(), story.lastReply());
    assertEquals(Phase.STOPPED, story.state.life().phase());
  }
}
