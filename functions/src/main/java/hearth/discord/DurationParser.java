package hearth.discord;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Locale;

/**
 * Reads how long something is to last, as people write it: {@code 90m}, {@code 2h}, {@code 1h30m},
 * {@code until 23:30}.
 */
final class DurationParser {
  private static final int MOST_HOURS = 24;
  private static final String UNTIL = "until ";

  private DurationParser() {}

  /**
   * The minutes from now, 1 to 1440, or 0 where the text makes no sense.
   *
   * @param zone the time zone in which a time of day is meant
   */
  static int minutes(String typed, Instant now, String zone) {
    String text = typed.strip().toLowerCase(Locale.ROOT);
    int minutes =
        text.startsWith(UNTIL)
            ? until(text.substring(UNTIL.length()).strip(), now, zone)
            : units(text.replace(" ", ""));
    return minutes > MOST_HOURS * 60 ? 0 : minutes;
  }

  private static int units(String text) {
    int minutes = 0;
    int number = -1;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= '0' && c <= '9') {
        number = Math.max(number, 0) * 10 + (c - '0');
        if (number > MOST_HOURS * 60) {
          return 0;
        }
      } else if ((c == 'h' || c == 'm') && number >= 0) {
        minutes += c == 'h' ? number * 60 : number;
        number = -1;
      } else if (!isRestOfWord(text, i)) {
        return 0;
      }
    }
    // A bare number would leave open what it counts.
    return number >= 0 ? 0 : minutes;
  }

  /** The rest of {@code hours}, {@code min} and the like. */
  private static boolean isRestOfWord(String text, int at) {
    int start = at;
    while (start > 0 && Character.isLetter(text.charAt(start - 1))) {
      start--;
    }
    int end = at;
    while (end < text.length() && Character.isLetter(text.charAt(end))) {
      end++;
    }
    return switch (text.substring(start, end)) {
      case "hour",
          "hours",
          "min",
          "mins",
          "minute",
          "minutes",
          "heure",
          "heures",
          "hora",
          "horas" ->
          start > 0 && at > start;
      default -> false;
    };
  }

  private static int until(String text, Instant now, String zone) {
    try {
      LocalTime time = LocalTime.parse(text.length() == 4 ? "0" + text : text);
      ZonedDateTime here = now.atZone(ZoneId.of(zone));
      ZonedDateTime then = here.with(time);
      if (!then.isAfter(here)) {
        then = here.plusDays(1).with(time);
      }
      return (int) Math.max(1, Duration.between(here, then).plusSeconds(59).toMinutes());
    } catch (DateTimeException e) {
      return 0;
    }
  }
}
