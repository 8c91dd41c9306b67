package hearth.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import hearth.core.delivery.Story;
import hearth.core.fleet.Allow;
import hearth.core.fleet.Servers;
import hearth.core.note.Note;
import hearth.core.wanted.Reply;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The commands by their names, and who may use them. */
class CommandNameTest {

  @ParameterizedTest
  @EnumSource
  void everyCommandIsFoundByItsWord(CommandName name) {
    assertSame(name, CommandName.of(name.word()));
  }

  @Test
  void anUnknownWordIsNoCommand() {
    assertNull(CommandName.of("nuke"));
    assertNull(CommandName.of(""));
  }

  @Test
  void whatActsIsAnsweredToAll() {
    Set<CommandName> acting = EnumSet.allOf(CommandName.class);
    acting.removeIf(name -> !name.acts());
    assertEquals(
        EnumSet.of(
            CommandName.START,
            CommandName.STOP,
            CommandName.RESTART,
            CommandName.EXTEND,
            CommandName.SAY,
            CommandName.BACKUP_CREATE),
        acting);
  }

  @ParameterizedTest(name = "{0} is allowed to {1}")
  @CsvSource({
    "START, role:1",
    "EXTEND, role:1",
    "SAY, role:1",
    "CONNECT, role:1",
    "STOP, user:2",
    "RESTART, user:2",
    "BACKUP_CREATE, user:2",
    "STATUS, role:3",
    "PLAYERS, everyone",
    "HISTORY, everyone",
    "COST, everyone",
    "HELP, everyone",
  })
  void whatIsNotConfiguredFollowsFromWhatIs(CommandName name, String who) {
    Allow allow = Servers.allow(List.of("role:1"), List.of("user:2"), List.of("role:3"));
    assertEquals(List.of(who), allow.of(name));
  }

  @ParameterizedTest
  @EnumSource(
      value = CommandName.class,
      names = {"START", "STOP", "RESTART", "EXTEND", "SAY", "CONNECT", "BACKUP_CREATE"})
  void whatActsIsNobodysByDefault(CommandName name) {
    assertEquals(List.of(), Servers.allow(null, null, null).of(name));
  }

  @Test
  void neitherACommandNorAReplyShowsItsToken() {
    Command command =
        new Command(
            new ReplyAddress("1", "9", "secret", "20", Story.ADA, "", null, false),
            "10",
            CommandName.START,
            "valheim",
            Options.NONE,
            new Story().now);
    assertEquals("Command[1 start valheim]", command.toString());
    Reply reply = Reply.to(command, Reply.Follows.NOTHING, new Note.NotOn());
    assertEquals("Reply[1 NotOn[] wanted]", reply.toString());
    assertEquals("Reply[1 NotOn[] done]", reply.delivered(1).toString());
  }
}
