package hearth.discord;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationParserTest {
  private static final Instant NINE_IN_BERLIN = Instant.parse("2026-11-20T20:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "90m, 90",
    "2h, 120",
    "1h30m, 90",
    "1h 30m, 90",
    "' 2 H ', 120",
    "90 min, 90",
    "2 hours, 120",
    "1 hour 5 minutes, 65",
    "24h, 1440",
    "1m, 1",
    "until 23:30, 150",
    "until 9:00, 720",
    "UNTIL 21:00, 1440",
    "until 21:01, 1"
  })
  void timesAreReadAsPeopleWriteThem(String typed, int minutes) {
    assertEquals(minutes, DurationParser.minutes(typed, NINE_IN_BERLIN, "Europe/Berlin"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "2",
        "h",
        "m",
        "two hours",
        "25h",
        "1441m",
        "-2h",
        "2h!",
        "until",
        "until 25:00",
        "until noon",
        "until 24:00",
        "99999999999999999999h",
        "2hx",
        "0m",
        "0h",
        "1.5h",
        "@everyone"
      })
  void nonsenseIsNoTime(String typed) {
    assertEquals(0, DurationParser.minutes(typed, NINE_IN_BERLIN, "Europe/Berlin"));
  }

  @ParameterizedTest
  @CsvSource({"2026-03-28T23:30:00Z, until 03:30, 120", "2026-10-24T23:30:00Z, until 03:30, 180"})
  void theNightsInWhichClocksChangeAreCounted(Instant now, String typed, int minutes) {
    assertEquals(minutes, DurationParser.minutes(typed, now, "Europe/Berlin"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Nowhere/Never", "", "x"})
  void aZoneThatIsNoneIsNoTime(String zone) {
    assertEquals(0, DurationParser.minutes("until 23:30", NINE_IN_BERLIN, zone));
  }
}
