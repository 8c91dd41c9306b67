package hearth.discord.interaction;

import java.time.Instant;
import java.time.LocalDate;

/**
 * Reads a month as people write it: {@code 2026-11}, {@code 11.2026}, {@code 11/2026}, or {@code
 * 11} for the last one of that number. Months are those of UTC, as budgets are.
 */
final class MonthOption {
  private static final int FIRST_YEAR = 2020;

  private MonthOption() {}

  /**
   * The month as {@code 2026-11}, or null where that is none, has not begun or lies before all of
   * this.
   *
   * @param typed as it was typed; null or blank stands for the present month
   */
  static String read(String typed, Instant now) {
    LocalDate today = LocalDate.ofEpochDay(Math.floorDiv(now.getEpochSecond(), 86_400L));
    String text = typed == null ? "" : typed.strip();
    if (text.isEmpty()) {
      return written(today.getYear(), today.getMonthValue());
    }
    String[] parts = text.split("[-./]", -1);
    boolean yearFirst = parts[0].length() == 4;
    int month = number(parts[yearFirst && parts.length == 2 ? 1 : 0], 2);
    int year = today.getYear();
    if (parts.length == 2) {
      year = number(parts[yearFirst ? 0 : 1], 4);
    } else if (parts.length == 1) {
      year -= month > today.getMonthValue() ? 1 : 0;
    } else {
      return null;
    }
    boolean fine =
        month >= 1
            && month <= 12
            && year >= FIRST_YEAR
            && !LocalDate.of(year, month, 1).isAfter(today);
    return fine ? written(year, month) : null;
  }

  private static String written(int year, int month) {
    return year + (month < 10 ? "-0" : "-") + month;
  }

  /** A number of at most so many digits, or -1. */
  private static int number(String text, int digits) {
    if (text.isEmpty() || text.length() > digits) {
      return -1;
    }
    int number = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < '0' || c > '9') {
        return -1;
      }
      number = number * 10 + (c - '0');
    }
    return number;
  }
}
