package hearth.setup.kept;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.setup.Terminal;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What a person reads of a message that was given up. */
class KeptMessageTest {
  private static final Instant SINCE = Instant.parse("2026-11-20T20:30:00.5Z");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          start  | {}                               | start valheim
          start  | {"minutes":180}                  | start valheim for 180 minutes
          extend | {"minutes":90}                   | extend valheim by 90 minutes
          extend | {"session":4}                    | extend valheim, by a button of session 4
          stop   | {"force":true}                   | stop valheim, without waiting for the save
          stop   | {}                               | stop valheim
          say    | {"text":"dinner is ready"}       | say valheim "dinner is ready"
          say    | {"text":"a\\u001b[2J\\u009b\\u202eb\\nc"} | say valheim "a[2Jb c"
          """)
  void aCommandIsToldAsItMightBeTyped(String name, String options, String words) {
    assertEquals(
        "asked 2026-11-20T20:00:00Z by user 1000000000000000001: " + words,
        words("commands", Messages.command(name, options)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          commands    | {"v":1,"type":"tick","server":"a-b","n":7} | kept 2026-11-20T20:30:00Z: Hearth's own note to look at a-b again
          commands    | good evening | kept 2026-11-20T20:30:00Z: not understood, it is not JSON, or holds a name twice (16 characters)
          game-events | good evening | kept 2026-11-20T20:30:00Z: not understood, it is not JSON (16 characters)
          game-events | []           | kept 2026-11-20T20:30:00Z: not understood, it is no report (4 characters)
          game-events | {"server":"a","type":"ready","generation":"3"} | kept 2026-11-20T20:30:00Z: not understood, it is no report (64 characters)
          game-events | {"server":"a","type":"ready","generation":3,"at":"2026-11-20T20:03:00Z"} | reported 2026-11-20T20:03:00Z by a, generation 3: ready
          game-events | {"server":"a","type":"ready","generation":3,"at":[]} | reported at no time by a, generation 3: ready
          """)
  void whatIsNoCommandIsToldToo(String queue, String message, String words) {
    assertEquals(words, words(queue, message));
  }

  static Stream<Arguments> hostile() {
    String nasty = "\u001b]0;x\u0007\u009b31m\u202e\u2066\u200b\u2028\n\r\t\ud800";
    String endless = "x".repeat(10_000);
    return Stream.of(
        Arguments.of("commands", nasty),
        Arguments.of("commands", endless),
        Arguments.of("commands", Messages.command("start", "{}").replace("en-GB", endless)),
        Arguments.of(
            "commands", "{\"v\":1,\"type\":\"command\",\"options\":{\"" + nasty + "\":{}}}"),
        Arguments.of("commands", "{\"v\":1,\"options\":{\"" + endless + "\":{}}}"),
        Arguments.of("commands", "[".repeat(10_000)),
        Arguments.of("game-events", "[".repeat(10_000)),
        Arguments.of("game-events", report(endless, endless)),
        Arguments.of("game-events", report("\\u001b[2J\\u202eevil\\n", "\\u009b\\u2066\\ud800\\r")),
        Arguments.of("game-events", report("ready", "a").replace("3}", "3e99999}")));
  }

  @ParameterizedTest
  @MethodSource("hostile")
  void whatIsHostileIsShortAndTame(String queue, String message) {
    String words = words(queue, message);
    assertTrue(words.length() < 200, words);
    assertEquals(Terminal.harmless(words), words);
    assertFalse(words.contains("\n"), words);
  }

  @Test
  void whatIsNotBase64IsNoFailure() {
    Content content = Content.of("commands", "{\"token\":\"an-interaction-token\"}");
    assertEquals("it is not base64", assertInstanceOf(Content.Unreadable.class, content).why());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "v":1          | "v":1
          "v":1          | "v":2
          "locale"       | "place"
          "options":{}   | "options":"an-interaction-token"
          "token":       | "tok":
          """)
  void theTokenIsInNoWords(String right, String wrong) {
    String message = Messages.command("start", "{}").replace(right, wrong);
    KeptMessage kept = message("commands", message);
    assertFalse((kept.line() + kept).contains("an-interaction-token"), kept.line());
  }

  private static String report(String type, String server) {
    return "{\"type\":\"%s\",\"server\":\"%s\",\"generation\":3}".formatted(type, server);
  }

  private static String words(String queue, String message) {
    return message(queue, message).words();
  }

  private static KeptMessage message(String queue, String message) {
    return new KeptMessage(queue, "id", SINCE, Content.of(queue, Messages.base64(message)));
  }
}
