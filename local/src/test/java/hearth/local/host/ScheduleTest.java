package hearth.local.host;

import hearth.local.host.function.HostException;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.LocalDateTime;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ScheduleTest {

  @ParameterizedTest
  @CsvSource({
    "0 */5 * * * *, 2026-03-01T10:04:59.5, 2026-03-01T10:05",
    "0 */5 * * * *, 2026-03-01T10:05, 2026-03-01T10:10",
    "*/20 * * * * *, 2026-03-01T23:59:59, 2026-03-02T00:00",
    "'0 0,30 8-9 * * *', 2026-03-01T09:30, 2026-03-02T08:00",
    "'15 10/20 * * * *', 2026-03-01T10:31, 2026-03-01T10:50:15",
    "0 0 0 29 2 *, 2026-03-01T00:00, 2028-02-29T00:00",
    "0 0 12 * * 0, 2026-03-02T00:00, 2026-03-08T12:00",
    "'0 0 0 1 1-12/3 *', 2026-01-01T00:00, 2026-04-01T00:00",
  })
  void theNextMomentIsFound(String expression, LocalDateTime from, LocalDateTime next) {
    assertEquals(next, new Schedule(expression).next(from));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "* * * * *",
        "60 * * * * *",
        "x * * * * *",
        "*/0 * * * * *",
        "5-1 * * * * *",
        "",
        "1, * * * * *"
      })
  void whatCannotBeReadIsRefused(String expression) {
    assertThrows(HostException.class, () -> new Schedule(expression));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0 0 0 30 2 *"})
  void aMomentThatNeverComesIsRefused(String expression) {
    Schedule schedule = new Schedule(expression);
    LocalDateTime now = LocalDateTime.of(2026, 1, 1, 0, 0);
    assertThrows(HostException.class, () -> schedule.next(now));
  }
}
