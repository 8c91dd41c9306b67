package hearth.local.console;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimestampsTest {
  private static final long NOW = 1_795_600_210;

  private final Timestamps times =
      new Timestamps(InstantSource.fixed(Instant.ofEpochSecond(NOW)), ZoneId.of("Europe/Berlin"));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "t | 10:50",
        "T | 10:50:10",
        "d | 25/11/2026",
        "D | 25 November 2026",
        "f | 25 November 2026 at 10:50",
        "F | Wednesday, 25 November 2026 at 10:50",
        "s | 25/11/2026, 10:50",
        "S | 25/11/2026, 10:50:10"
      })
  void eachStyleReadsAsDiscordShowsIt(String style, String read) {
    assertEquals(read, times.read("<t:" + NOW + ":" + style + ">"));
  }

  @Test
  void withoutAStyleItIsDayAndTime() {
    assertEquals("25 November 2026 at 10:50", times.read("<t:" + NOW + ">"));
  }

  @ParameterizedTest
  @CsvSource({
    "0, now",
    "1, in 1 second",
    "59, in 59 seconds",
    "60, in 1 minute",
    "3599, in 59 minutes",
    "7200, in 2 hours",
    "172800, in 2 days",
    "5259600, in 2 months",
    "63115200, in 2 years",
    "-1, 1 second ago",
    "-300, 5 minutes ago",
    "-3600, 1 hour ago"
  })
  void aDistanceIsInItsLargestUnit(long seconds, String read) {
    assertEquals(read, times.read("<t:" + (NOW + seconds) + ":R>"));
  }

  @Test
  void everyTimeOfATextIsRead() {
    assertEquals(
        "up 1 minute ago, until 12:50 ($5)",
        times.read("up <t:" + (NOW - 60) + ":R>, until <t:" + (NOW + 7200) + ":t> ($5)"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<t:>",
        "<t:x:R>",
        "<t:1:Q>",
        "<t:1:RR>",
        "<t:1795600210:R",
        "<t:99999999999999999:F>",
        "<t:123456789012345678901234567890>",
        "<@123>"
      })
  void whatIsNoTimestampStaysAsItIs(String text) {
    assertEquals(text, times.read(text));
  }
}
