package hearth.discord.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whom Discord asks to wait, for how long, and that it is never asked too often. */
class PatienceTest {
  private static final String CHANNEL = "/channels/7/messages";
  private static final String EDIT = "/channels/7/messages/900";
  private static final String OTHER = "/channels/8/messages";
  private static final String ANSWER = "/webhooks/1/token/messages/@original";

  private Instant now = Instant.parse("2026-11-25T18:00:00Z");
  private final InstantSource clock = () -> now;
  private final Patience patience = new Patience(clock);

  private static DiscordResponse response(int status, String body, String... headers) {
    Map<String, String> map = new HashMap<>();
    for (int i = 0; i < headers.length; i += 2) {
      map.put(headers[i], headers[i + 1]);
    }
    return DiscordResponse.of(status, map::get, body);
  }

  private void answered(String path, int status, String body, String... headers) {
    patience.after("POST", path, !path.equals(ANSWER), response(status, body, headers));
  }

  private long wait(String path) {
    return patience.before("POST", path, !path.equals(ANSWER)).toMillis();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          401 | {"message":"401: Unauthorized","code":0} |                  | 300000 | 300000 | 0
          403 | {"message":"Missing Access"}             |                  | 60000  | 0      | 0
          429 | {"retry_after":60,"global":false}        | user             | 60000  | 0      | 0
          429 | {"retry_after":60,"global":false}        | shared           | 60000  | 0      | 0
          429 | {"retry_after":60,"global":true}         | global           | 60000  | 60000  | 0
          429 | {"retry_after":60}                       | global           | 60000  | 60000  | 0
          429 | {"retry_after":0}                        | user             | 1000   | 0      | 0
          429 | <html>error code: 1015</html>            |                  | 1000   | 1000   | 1000
          500 | {}                                       |                  | 0      | 0      | 0
          404 | {"code":10003}                           |                  | 0      | 0      | 0
          400 | {"code":50035}                           |                  | 0      | 0      | 0
          200 | {"id":"900"}                             |                  | 0      | 0      | 0
          """)
  void whatIsAskedForIsLeftAloneAndNothingElse(
      int status, String body, String scope, long channel, long other, long answer) {
    if (scope == null) {
      answered(CHANNEL, status, body);
    } else {
      answered(CHANNEL, status, body, "X-RateLimit-Scope", scope);
    }
    assertEquals(channel, wait(CHANNEL));
    assertEquals(other, wait(OTHER));
    assertEquals(answer, wait(ANSWER));
    now = now.plus(Duration.ofMinutes(5));
    assertEquals(0, wait(CHANNEL));
    assertEquals(0, wait(OTHER));
  }

  @Test
  void anAnswersDeadTokenLeavesTheBotAlone() {
    answered(ANSWER, 401, "{\"code\":50027}");
    assertEquals(0, wait(CHANNEL));
  }

  @Test
  void aLimitThatIsUsedUpIsHeldToBeforeItIsRefused() {
    answered(
        CHANNEL,
        200,
        "{\"id\":\"900\"}",
        "X-RateLimit-Bucket",
        "abc",
        "X-RateLimit-Remaining",
        "0",
        "X-RateLimit-Reset-After",
        "2.5");
    assertEquals(2500, wait(CHANNEL));
    assertEquals(0, wait(OTHER), "another channel has a limit of its own");
    now = now.plusMillis(2500);
    assertEquals(0, wait(CHANNEL));
  }

  @Test
  void routesOfOneBucketShareItsLimitInOneChannel() {
    String[] left = {"X-RateLimit-Bucket", "abc", "X-RateLimit-Remaining", "3"};
    patience.after("PATCH", EDIT, true, response(200, "{}", left));
    answered(
        CHANNEL,
        200,
        "{}",
        "X-RateLimit-Bucket",
        "abc",
        "X-RateLimit-Remaining",
        "0",
        "X-RateLimit-Reset-After",
        "4");
    assertEquals(4000, patience.before("PATCH", "/channels/7/messages/901", true).toMillis());
    assertEquals(0, patience.before("PATCH", "/channels/8/messages/901", true).toMillis());
  }

  @ParameterizedTest
  @CsvSource({
    "x, 1",
    "-1, 1",
    "'', 1",
    "0, x",
    "0, -4",
    "0, ''",
    "99999999999999999999, 1",
    "0, NaN"
  })
  void headersThatMakeNoSenseSayNothing(String remaining, String reset) {
    answered(
        CHANNEL, 200, "{}", "X-RateLimit-Remaining", remaining, "X-RateLimit-Reset-After", reset);
    assertEquals(0, wait(CHANNEL));
  }

  /** Whatever Discord refuses with, to however many channels: at most fifty in ten minutes. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          401 | {"message":"401: Unauthorized"}   |
          403 | {"code":50001}                    |
          403 | {"code":50013}                    |
          429 | {"retry_after":0}                 | user
          429 | {"retry_after":0.001}             | user
          429 | {"retry_after":60}                | user
          429 | {"retry_after":1}                 | shared
          429 | {"retry_after":1,"global":true}   | global
          429 | {}                                |
          429 | <html>1015</html>                 |
          """)
  void thereAreNeverMoreThanFiftyRefusedCallsInTenMinutes(int status, String body, String scope) {
    List<Instant> refused = new ArrayList<>();
    int calls = 0;
    for (int step = 0; step < 12_000; step++) {
      now = now.plusMillis(150);
      String path =
          switch (step % 4) {
            case 0 -> "/channels/" + step % 400 + "/messages";
            case 1 -> "/channels/" + step % 40 + "/messages/900";
            case 2 -> String.format(Locale.ROOT, "/webhooks/1/t%d/messages/@original", step);
            default -> "/guilds/1/channels";
          };
      boolean asBot = step % 4 != 2;
      if (patience.before("POST", path, asBot).isZero()) {
        calls++;
        refused.add(now);
        String[] headers =
            scope == null ? new String[0] : new String[] {"X-RateLimit-Scope", scope};
        patience.after("POST", path, asBot, response(status, body, headers));
      }
    }
    for (Instant from : refused) {
      Instant until = from.plus(Duration.ofMinutes(10));
      long within = refused.stream().filter(at -> !at.isBefore(from) && at.isBefore(until)).count();
      assertTrue(within <= Patience.MOST, within + " from " + from);
    }
    assertTrue(calls >= 3, "and Discord is asked again some time");
  }

  @Test
  void anAnswerThatSomebodyWaitsForMayStillGoWhenTheBotMayNot() {
    for (int i = 0; i < 40; i++) {
      answered("/channels/" + (100 + i) + "/messages", 403, "{}");
    }
    assertEquals(600_000, wait(CHANNEL));
    assertEquals(0, wait(ANSWER));
  }
}
