package hearth.core.delivery;

import static hearth.core.delivery.Story.ADA;
import static hearth.core.delivery.Story.BEN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.core.CommandName;
import hearth.core.Phase;
import hearth.core.event.MachineEvent;
import hearth.core.event.MachineEvent.GamePhase;
import hearth.core.note.Note;
import hearth.core.wanted.InboxMessage;
import hearth.core.wanted.Reply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A backup that somebody asks for while the server runs. */
class BackupRulesTest {
  private static final String NAME = "valheim-20261126T200000Z.tar.gz";

  @Test
  void theMachineIsToldAndTheAnswerWaits() {
    Story story = backingUp();
    InboxMessage order = story.state.azure().inbox().getLast();
    assertEquals(InboxMessage.Type.BACKUP, order.type());
    assertEquals(1, order.generation());
    assertTrue(order.expires().isAfter(story.now));
    assertEquals(new Note.BackingUp(), story.lastReply());
    assertEquals(Phase.RUNNING, story.state.life().phase());
  }

  @ParameterizedTest(name = "{0}, whole: {1}")
  @CsvSource({"MADE, true", "MADE, false", "FAILED, true"})
  void whoAskedReadsWhatBecameOfIt(MachineEvent.Backup.Outcome outcome, boolean whole) {
    Story story = backingUp();
    Report report = story.report(MachineEvent.Type.BACKUP, GamePhase.RUNNING);
    boolean made = outcome == MachineEvent.Backup.Outcome.MADE;
    report = made ? report.backup(NAME, 5_000_000, whole) : report.backup(outcome);
    story.happens(report.answers(order(story)).detail(made && whole ? null : "no room").event());
    Note told =
        !made
            ? new Note.OrderFailed("no room")
            : whole
                ? new Note.BackupMade(NAME, 5_000_000)
                : new Note.BackupNotWhole(NAME, "no room");
    assertEquals(told, story.lastReply());
    assertTrue(lastOf(story).last());
    assertEquals(0, story.count(Note.OrderFailed.class), "the channel is not told as well");
    story.asks(BEN, CommandName.BACKUP_CREATE);
    assertEquals(new Note.BackingUp(), story.lastReply(), "the next one may be made");
  }

  @Test
  void aRefusedOrderIsTheAnswer() {
    Story story = backingUp();
    Report failed = story.report(MachineEvent.Type.FAILED, GamePhase.RUNNING);
    story.happens(failed.answers(order(story)).detail("too late").event());
    assertEquals(new Note.OrderFailed("too late"), story.lastReply());
    assertEquals(0, story.count(Note.OrderFailed.class));
  }

  @Test
  void anAnswerThatALaterReportOvertookIsTaken() {
    Story story = backingUp();
    MachineEvent answer =
        story
            .report(MachineEvent.Type.BACKUP, GamePhase.RUNNING)
            .backup(NAME, 1, true)
            .answers(order(story))
            .event();
    story.happens(story.report(MachineEvent.Type.HEARTBEAT, GamePhase.RUNNING).event());
    assertEquals(new Note.BackingUp(), story.lastReply());
    story.happens(answer);
    assertEquals(new Note.BackupMade(NAME, 1), story.lastReply());
  }

  @Test
  void anotherBackupIsNoAnswer() {
    Story story = backingUp();
    Report other = story.report(MachineEvent.Type.BACKUP, GamePhase.RUNNING);
    story.happens(other.backup(NAME, 1, true).event());
    assertEquals(new Note.BackingUp(), story.lastReply());
  }

  @Test
  void oneIsMadeAtATime() {
    Story story = backingUp().asks(BEN, CommandName.BACKUP_CREATE);
    assertEquals(new Note.BackupUnderWay(), story.lastReply());
    long orders =
        story.state.azure().inbox().stream()
            .filter(message -> message.type() == InboxMessage.Type.BACKUP)
            .count();
    assertEquals(1, orders);
  }

  @Test
  void aMachineThatIsGoneLeavesItUnconfirmed() {
    Story story = backingUp().evicting(true);
    assertEquals(new Note.BackupUnconfirmed(), lastOf(story).note());
    assertTrue(lastOf(story).last());
  }

  @Test
  void withoutARunningGameThereIsNoneToMake() {
    Story off = new Story().asks(ADA, CommandName.BACKUP_CREATE);
    assertEquals(new Note.NotOn(), off.lastReply());
    Story starting = new Story().asks(ADA, CommandName.START).asks(ADA, CommandName.BACKUP_CREATE);
    assertInstanceOf(Note.NotReady.class, starting.lastReply());
  }

  private static Story backingUp() {
    return Story.running().delivered().asks(ADA, CommandName.BACKUP_CREATE);
  }

  private static String order(Story story) {
    return story.state.azure().inbox().getLast().id();
  }

  private static Reply lastOf(Story story) {
    return story.state.discord().replies().getLast();
  }
}
