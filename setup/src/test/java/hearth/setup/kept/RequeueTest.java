package hearth.setup.kept;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.app.settings.Settings;
import hearth.setup.Friends;
import hearth.setup.Problem;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What may be asked again. */
class RequeueTest {
  private static final Settings.ForDoor DOOR =
      Settings.door(
          Map.of(
              "DISCORD_APPLICATION_ID", Friends.APPLICATION,
              "DISCORD_PUBLIC_KEY", "a".repeat(64),
              "HEARTH_SERVERS", Friends.fleet()));

  @ParameterizedTest
  @ValueSource(strings = {"start", "stop", "restart", "extend"})
  void whatChangesSomethingMayBeAskedAgain(String name) {
    KeptMessage kept = message("commands", Messages.command(name, "{}"));
    assertEquals(name, Requeue.command(kept, DOOR).name().word());
  }

  @ParameterizedTest
  @ValueSource(strings = {"status", "players", "connect", "history"})
  void whatOnlyLooksIsForWhoAskedAlone(String name) {
    refused(message("commands", Messages.command(name, "{}")), "type it in Discord");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "server":"valheim"                    | "server":"vanished"    | no server 'vanished'
          "server":"valheim"                    | "server":null          | for which server
          "guild":"1100000000000000001"         | "guild":"7"            | in guild 7
          "application":"1200000000000000001"   | "application":"7"      | DISCORD_APPLICATION_ID
          "name":"start"                        | "name":"explode"       | cannot be understood
          """)
  void whatReactionsWouldRefuseIsRefusedHere(String right, String wrong, String why) {
    String command = Messages.command("start", "{}");
    assertTrue(command.contains(right), command);
    refused(message("commands", command.replace(right, wrong)), why);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          commands    | {"v":1,"type":"tick","server":"a","n":7}          | every five minutes
          game-events | {"server":"a","type":"ready","generation":3}      | never taken again
          game-events | {}                                                | cannot be understood
          """)
  void whatIsNoCommandIsNotAskedAgain(String queue, String message, String why) {
    refused(message(queue, message), why);
  }

  private static void refused(KeptMessage kept, String why) {
    String told = assertThrows(Problem.class, () -> Requeue.command(kept, DOOR)).getMessage();
    assertTrue(told.contains(why), told);
  }

  private static KeptMessage message(String queue, String message) {
    return new KeptMessage(queue, "id", Instant.EPOCH, Content.of(queue, Messages.base64(message)));
  }
}
