package hearth.discord.interaction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LengthOptionTest {
  private static final String BERLIN = "Europe/Berlin";
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
    "1h30, 90",
    "1 h 30, 90",
    "1h05, 65",
    "12h30, 750",
    "1.5h, 90",
    "'1,5h', 90",
    "'1,5 Std.', 90",
    "0.25 h, 15",
    "1.5 hours, 90",
    "2 Stunden, 120",
    "1 Stunde 30 Minuten, 90",
    "1 Stunde und 30 Minuten, 90",
    "90 Min., 90",
    "45 Minuten, 45",
    "2 heures, 120",
    "1 heure et 15 minutes, 75",
    "90 mn, 90",
    "2 horas, 120",
    "1 hora y 20 minutos, 80",
    "1 hora e 20 minutos, 80",
    "'1 hour, 30 minutes', 90",
    "1 hour and 30 mins, 90",
    "2 hrs, 120",
    "24.0h, 1440",
    "1\u00a0h\u00a030, 90",
    "1\u202fh\u202f30, 90"
  })
  void lengthsAreReadAsPeopleWriteThem(String typed, int minutes) {
    assertEquals(new LengthOption(minutes, null), LengthOption.read(typed, NINE_IN_BERLIN, BERLIN));
  }

  @ParameterizedTest
  @CsvSource({
    "until 23:30, 150",
    "until 9:00, 720",
    "UNTIL 21:00, 1440",
    "until 21:01, 1",
    "23:30, 150",
    "9:00, 720",
    "23:30 Uhr, 150",
    "23 Uhr, 120",
    "23h30, 150",
    "13h30, 990",
    "bis 23:30, 150",
    "bis um 23:30, 150",
    "Bis 23 Uhr, 120",
    "bis 23 Uhr 30, 150",
    "bis 23.30 Uhr, 150",
    "bis 23.30, 150",
    "jusqu'à 23h30, 150",
    "jusqu’à 23 h 30, 150",
    "jusqu'à 23h, 120",
    "jusqu'à 1h30, 270",
    "hasta las 23:30, 150",
    "hasta las 23:30 h, 150",
    "hasta la 1:30, 270",
    "até 23:30, 150",
    "até às 23h30, 150",
    "ate as 23h, 120",
    "till 11:30 pm, 150",
    "until 11pm, 120",
    "11:30 PM, 150",
    "until 12:15 a.m., 195",
    "until 0:30, 210"
  })
  void timesOfDayStayThatTime(String typed, long minutes) {
    LengthOption length = LengthOption.read(typed, NINE_IN_BERLIN, BERLIN);
    assertEquals(new LengthOption(0, NINE_IN_BERLIN.plusSeconds(60 * minutes)), length);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "2",
        "90",
        "h",
        "m",
        "two hours",
        "25h",
        "1441m",
        "24.1h",
        "-2h",
        "2h!",
        "until",
        "until 2",
        "until 25:00",
        "until noon",
        "until 24:00",
        "until 23:3",
        "until 23:60",
        "until 13pm",
        "until 0am",
        "23:30 tomorrow",
        "23:30:15",
        "24:00",
        "1h90",
        "1h30 and",
        "and 1h",
        "1.5.5h",
        "1.h",
        ".5h",
        "1.5 min",
        "1h m",
        "99999999999999999999h",
        "until 99999999999999999999:00",
        "2hx",
        "0m",
        "0h",
        "@everyone",
        "١h",
        "1h 1h 1h 1h 1h 1h 1h 1h 1h 1h 1h 1h 1h 1h 1h 1h 1h 1h 1h 1h 1h"
      })
  void nonsenseIsNoTime(String typed) {
    assertNull(LengthOption.read(typed, NINE_IN_BERLIN, BERLIN));
  }

  @ParameterizedTest
  @CsvSource({
    // Clocks go forward: 02:00 is 03:00.
    "2026-03-28T23:30:00Z, until 03:30, 2026-03-29T01:30:00Z",
    "2026-03-29T00:30:00Z, until 02:30, 2026-03-29T01:30:00Z",
    "2026-03-29T01:10:00Z, 03:05, 2026-03-30T01:05:00Z",
    "2026-03-28T01:00:00Z, 01:59, 2026-03-29T00:59:00Z",
    // Clocks go back: what they show between 02:00 and 03:00 comes twice.
    "2026-10-24T23:30:00Z, until 03:30, 2026-10-25T02:30:00Z",
    "2026-10-24T23:30:00Z, bis 02:30, 2026-10-25T00:30:00Z",
    "2026-10-25T00:40:00Z, bis 02:30, 2026-10-25T01:30:00Z",
    "2026-10-25T01:10:00Z, 02h30, ''",
    "2026-10-25T01:10:00Z, 02:30, 2026-10-25T01:30:00Z",
    "2026-10-25T01:40:00Z, 02:30, 2026-10-26T01:30:00Z",
    "2026-10-24T21:31:00Z, until 23:30, 2026-10-25T22:30:00Z"
  })
  void inTheNightsInWhichClocksChangeTheNextSuchTimeIsMeant(
      Instant now, String typed, String then) {
    LengthOption length = LengthOption.read(typed, now, BERLIN);
    assertNotNull(length);
    assertEquals(then.isEmpty() ? null : Instant.parse(then), length.until());
  }

  @ParameterizedTest
  @ValueSource(strings = {"Europe/Berlin", "America/New_York", "Asia/Kathmandu", "UTC"})
  void theGuildsClockIsMeant(String zone) {
    Instant until = LengthOption.read("23:30", NINE_IN_BERLIN, zone).until();
    LocalDateTime there = LocalDateTime.ofInstant(until, ZoneId.of(zone));
    assertEquals("23:30", there.toLocalTime().toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"Nowhere/Never", "", "x"})
  void aZoneThatIsNoneIsNoTime(String zone) {
    assertNull(LengthOption.read("until 23:30", NINE_IN_BERLIN, zone));
  }
}
