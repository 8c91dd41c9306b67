package hearth.discord.interaction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A month as people write it, on 26 November 2026. */
class MonthOptionTest {
  private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");

  @ParameterizedTest(name = "{0} is {1}")
  @CsvSource({
    "2026-11, 2026-11",
    "2026-1, 2026-01",
    "2026/03, 2026-03",
    "03/2026, 2026-03",
    "12.2025, 2025-12",
    "11, 2026-11",
    "1, 2026-01",
    "12, 2025-12",
    "' 2026-02 ', 2026-02",
    "2020-01, 2020-01",
    ", 2026-11",
    "'', 2026-11",
    "'  ', 2026-11",
  })
  void aMonthIsRead(String typed, String month) {
    assertEquals(month, MonthOption.read(typed, NOW));
  }

  @ParameterizedTest(name = "{0} is none")
  @ValueSource(
      strings = {
        "2026-12", "2027-01", "2026-13", "2026-00", "0", "13", "-5h", "31.2.", "31.2.2026",
            "2019-12",
        "2026", "26-11", "2026-111", "november", "2026-1-1", "-", "1e1", "٢٠٢٦-١١", "99999999999",
            "2026-",
        "+1", "2026-11; drop",
      })
  void whatIsNoMonthUntilNowIsNone(String typed) {
    assertNull(MonthOption.read(typed, NOW));
  }

  @ParameterizedTest(name = "at {0} the present month is {1}")
  @CsvSource({
    "2026-11-30T23:59:59Z, 2026-11",
    "2026-12-01T00:00:00Z, 2026-12",
    "2027-01-01T00:00:00Z, 2027-01",
  })
  void aMonthIsThatOfUtc(Instant now, String month) {
    assertEquals(month, MonthOption.read(null, now));
  }
}
