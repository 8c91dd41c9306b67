package hearth.app.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import hearth.contracts.Contracts;
import hearth.core.Command;
import hearth.core.CommandName;
import hearth.core.Options;
import hearth.core.ReplyAddress;
import hearth.core.User;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandMessageTest {

  static Stream<Path> examples() {
    return Contracts.examples("command").stream();
  }

  static Stream<Command> commands() {
    return Stream.of(
        command("Ada", "start", "valheim", "2026-11-20T20:00:00Z"),
        newest(command("Ada", "start", "valheim", "2026-11-20T20:00:00Z")),
        command("", "status", null, "2026-11-20T20:00:07Z"),
        againOf(command("Ada", "restart", "valheim", "2026-11-20T20:00:00Z")),
        command("\"\\\n\u0000\u2028\ud83d\udd25\u00fc", "stop", "a-b", "2026-01-01T00:10:00Z"));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void whatIsWrittenKeepsTheSchemaAndIsReadBackTheSame(Command command) {
    String text = new String(CommandMessage.encode(command), StandardCharsets.UTF_8);
    assertEquals(List.of(), Contracts.errors("command", text));
    assertEquals(new CommandMessage.Asked(command), CommandMessage.decode(text));
  }

  @Test
  void theTimeIsWrittenInWholeSeconds() {
    Command command = command("Ada", "start", "valheim", "2026-11-20T20:00:00.999Z");
    String text = new String(CommandMessage.encode(command), StandardCharsets.UTF_8);
    assertEquals(List.of(), Contracts.errors("command", text));
    CommandMessage.Asked asked =
        assertInstanceOf(CommandMessage.Asked.class, CommandMessage.decode(text));
    assertEquals(Instant.parse("2026-11-20T20:00:00Z"), asked.command().at());
  }

  @ParameterizedTest
  @MethodSource("examples")
  void everyExampleIsUnderstood(Path example) throws IOException {
    CommandMessage message = CommandMessage.decode(Files.readString(example));
    assertFalse(message instanceof CommandMessage.Refused, message::toString);
  }

  @Test
  void aTickIsRead() {
    assertEquals(
        new CommandMessage.Ticked("valheim", 17),
        CommandMessage.decode(Contracts.example("command", "tick")));
  }

  @Test
  void whatANewerVersionAddsIsPassedOver() {
    String newer = compact("start").replace("\"v\":1", "\"v\":1,\"new\":{\"a\":[1]}");
    assertEquals(List.of(), Contracts.errors("command", newer));
    assertInstanceOf(CommandMessage.Asked.class, CommandMessage.decode(newer));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          start | "v":1                     | "v":2
          start | "v":1                     | "w":1
          start | "v":1                     | "v":1,"id":"x"
          start | "type":"command"          | "type":"order"
          start | "type":"command"          | "kind":"command"
          start | "type":"command"          | "type":"tick"
          start | "interaction":"1307000000000000001" | "interaction":"one"
          start | "application":"1200000000000000001" | "application":12
          start | "token":"an-interaction-token" | "token":""
          start | "token":"an-interaction-token" | "token":null
          start | "guild":"1100000000000000001" | "gild":"1"
          start | "channel":"1100000000000000002" | "channel":""
          start | "id":"1000000000000000001" | "id":"me"
          start | "name":"Ada"              | "name":7
          start | "name":"Ada"              | "nick":"Ada"
          start | "locale":"en-GB"          | "locale":"en_GB"
          start | "name":"start"            | "name":"explode"
          start | "server":"valheim"        | "server":"Valheim"
          start | "server":"valheim"        | "server":7
          start | "server":"valheim"        | "host":"valheim"
          start | "options":{}              | "options":[]
          start | "options":{}              | "options":{"a":{}}
          start | "options":{}              | "options":{"a":null}
          start | "at":"2026-11-20T20:00:00Z" | "at":"yesterday"
          start | "at":"2026-11-20T20:00:00Z" | "at":"2026-11-20T20:00:00+01:00"
          start | "at":"2026-11-20T20:00:00Z" | "at":1763668800
          tick  | "n":17                    | "n":0
          tick  | "n":17                    | "n":"17"
          tick  | "n":17                    | "n":1.5
          tick  | "n":17                    | "m":17
          tick  | "server":"valheim"        | "server":null
          tick  | "server":"valheim"        | "serv":"valheim"
          tick  | "n":17                    | "n":17,"id":"x"
          """)
  void schemaAndReaderAgreeOnWhatIsWrong(String example, String right, String wrong) {
    String text = compact(example);
    String broken = text.replace(right, wrong);
    assertFalse(broken.equals(text), "the example holds " + right);
    assertFalse(Contracts.errors("command", broken).isEmpty(), "the schema refuses it");
    assertInstanceOf(CommandMessage.Refused.class, CommandMessage.decode(broken));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "null",
        "7",
        "[]",
        "{}",
        "{",
        "{\"v\":1}{}",
        "hello",
        "{\"v\":1,\"v\":1,\"type\":\"tick\",\"server\":\"a\",\"n\":1}"
      })
  void whatIsNoMessageIsRefused(String text) {
    assertInstanceOf(CommandMessage.Refused.class, CommandMessage.decode(text));
  }

  @Test
  void aRefusalQuotesNothing() {
    String broken =
        compact("start").replace("\"options\":{}", "\"options\":\"an-interaction-token\"");
    assertFalse(CommandMessage.decode(broken).toString().contains("token"));
  }

  private static Command command(String user, String name, String server, String at) {
    return new Command(
        new ReplyAddress(
            "1307000000000000001",
            "1200000000000000001",
            "tok",
            "1100000000000000002",
            new User("1000000000000000001", user),
            "en-GB",
            null,
            false),
        "1100000000000000001",
        CommandName.of(name),
        server,
        Options.NONE,
        Instant.parse(at));
  }

  private static Command newest(Command command) {
    return new Command(
        command.replyAddress(),
        command.guild(),
        command.name(),
        command.server(),
        command.options().newest(true),
        command.at());
  }

  /** Nobody waits for its answer. */
  private static Command againOf(Command command) {
    return command.again("1307000000000000002", command.at());
  }

  private static String compact(String example) {
    return Contracts.example("command", example).replaceAll("\\s*\\n\\s*|(?<=\":) ", "");
  }
}
