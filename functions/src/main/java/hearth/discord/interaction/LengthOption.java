package hearth.discord.interaction;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Locale;

/**
 * How long something is to last, as people write it in the five languages: a length such as {@code
 * 90m}, {@code 1h30}, {@code 1.5h} or {@code 2 Stunden}, or a time of day such as {@code 23:30},
 * {@code bis 23:30} or {@code 23h30}.
 *
 * @param minutes so many from whenever it begins, 1 to 1440; or 0 where a time was said
 * @param until the next time at which clocks show what was said, or null where a length was
 */
record LengthOption(int minutes, Instant until) {
  private static final int MOST_MINUTES = 24 * 60;
  private static final int LONGEST_TEXT = 60;

  /** {@code 13h30} is a time and {@code 1h30} a length; from here on nobody means a length. */
  private static final int AFTERNOON = 13;

  /** What stands before a time of day, the longer ones first. */
  private static final String[] UNTIL = {
    "until ",
    "till ",
    "til ",
    "bis um ",
    "bis ",
    "jusqu'à ",
    "jusqu'a ",
    "jusque ",
    "hasta las ",
    "hasta la ",
    "hasta ",
    "até às ",
    "até as ",
    "até ",
    "ate as ",
    "ate "
  };

  /**
   * Reads what was typed; null where it makes no sense.
   *
   * @param zone the time zone in which a time of day is meant
   */
  static LengthOption read(String typed, Instant now, String zone) {
    String text =
        typed
            .strip()
            .toLowerCase(Locale.ROOT)
            .replace('\u00a0', ' ')
            .replace('\u202f', ' ')
            .replace('’', '\'');
    if (text.length() > LONGEST_TEXT) {
      return null;
    }
    for (String word : UNTIL) {
      if (text.startsWith(word)) {
        return at(new Scanner(text.substring(word.length())).time(true), now, zone);
      }
    }
    int time = new Scanner(text).time(false);
    if (time >= 0) {
      return at(time, now, zone);
    }
    int minutes = new Scanner(text).length();
    return minutes < 1 || minutes > MOST_MINUTES ? null : new LengthOption(minutes, null);
  }

  /**
   * The next time at which clocks show so many minutes past midnight. On the night on which a clock
   * goes back it shows some times twice, and the next of them is meant; where it goes forward, one
   * that it skips comes as much later.
   */
  private static LengthOption at(int minuteOfDay, Instant now, String zone) {
    if (minuteOfDay < 0) {
      return null;
    }
    try {
      ZoneId here = ZoneId.of(zone);
      LocalTime time = LocalTime.of(minuteOfDay / 60, minuteOfDay % 60);
      LocalDate day = now.atZone(here).toLocalDate();
      ZonedDateTime first = ZonedDateTime.of(day, time, here);
      ZonedDateTime second = first.withLaterOffsetAtOverlap();
      ZonedDateTime tomorrow = ZonedDateTime.of(day.plusDays(1), time, here);
      Instant next = first.toInstant();
      if (!next.isAfter(now)) {
        next = second.toInstant().isAfter(now) ? second.toInstant() : tomorrow.toInstant();
      }
      return new LengthOption(0, next);
    } catch (DateTimeException e) {
      return null;
    }
  }

  /** Goes through a text once; regular expressions would be loaded while somebody waits. */
  private static final class Scanner {
    private static final int MOST_DIGITS = 5;

    private final String text;
    private int at;

    Scanner(String text) {
      this.text = text.strip();
    }

    /**
     * The minutes past midnight, or -1.
     *
     * @param said whether a word before it said that it is a time
     */
    int time(boolean said) {
      int hour = number(2);
      boolean close = at < text.length() && text.charAt(at) != ' ';
      String mark = mark();
      int minute = 0;
      boolean exact = mark.equals(":") || (said && mark.equals("."));
      if (exact || mark.equals("h") || mark.equals("uhr")) {
        blanks();
        int from = at;
        minute = number(2);
        boolean two = at - from == 2;
        boolean alone = at == from && !exact && (said || mark.equals("uhr"));
        boolean french = two && close && hour >= AFTERNOON;
        if (!(alone || (two && (said || exact || mark.equals("uhr") || french)))) {
          return -1;
        }
        minute = two ? minute : 0;
        mark = mark();
      }
      return ofDay(hour, minute, mark);
    }

    private int ofDay(int hour, int minute, String mark) {
      if (at < text.length() || hour < 0 || minute > 59) {
        return -1;
      }
      return switch (mark) {
        case "", "h", "uhr" ->
            hour > 23 || (mark.isEmpty() && !isMarked()) ? -1 : 60 * hour + minute;
        case "am", "a.m." -> hour < 1 || hour > 12 ? -1 : 60 * (hour % 12) + minute;
        case "pm", "p.m." -> hour < 1 || hour > 12 ? -1 : 60 * (hour % 12 + 12) + minute;
        default -> -1;
      };
    }

    /** A number alone would leave open what it counts. */
    private boolean isMarked() {
      return text.length() > 2;
    }

    /** A colon, a dot, or a word, with the blanks before it. */
    private String mark() {
      blanks();
      int from = at;
      if (at < text.length() && (text.charAt(at) == ':' || text.charAt(at) == '.')) {
        at++;
        return text.substring(from, at);
      }
      while (at < text.length() && isOfWord(text.charAt(at))) {
        at++;
      }
      return text.substring(from, at);
    }

    private static boolean isOfWord(char c) {
      return Character.isLetter(c) || c == '.';
    }

    /** The minutes that lengths make together, or 0 where one of them makes no sense. */
    int length() {
      double minutes = 0;
      boolean afterHours = false;
      while (at < text.length()) {
        double number = decimal();
        if (number < 0) {
          return 0;
        }
        int size = at == text.length() && afterHours && number < 60 ? 1 : size(mark());
        boolean fine = size == 60 || (size == 1 && number == Math.rint(number));
        if (!fine) {
          return 0;
        }
        minutes += number * size;
        afterHours = size == 60;
        joint();
      }
      return (int) Math.round(Math.min(minutes, MOST_MINUTES + 1));
    }

    /** How many minutes a unit has, or 0 where it is none. */
    private static int size(String word) {
      String unit = word.endsWith(".") ? word.substring(0, word.length() - 1) : word;
      return switch (unit) {
        case "h", "hr", "hrs", "hs", "hour", "hours", "std", "stunde", "stunden" -> 60;
        case "heure", "heures", "hora", "horas" -> 60;
        case "m", "mn", "min", "mins", "minute", "minutes", "minuten", "minuto", "minutos" -> 1;
        default -> 0;
      };
    }

    /** What may stand between two lengths. */
    private void joint() {
      blanks();
      int from = at;
      if (at < text.length() && text.charAt(at) == ',') {
        at++;
      }
      while (at < text.length() && Character.isLetter(text.charAt(at))) {
        at++;
      }
      boolean known =
          switch (text.substring(from, at)) {
            case "", ",", "and", "und", "et", "y", "e" -> true;
            default -> false;
          };
      // A word that says nothing here, or with nothing behind it, is left for the caller to refuse.
      at = known && at < text.length() ? at : from;
      blanks();
    }

    private double decimal() {
      int whole = number(MOST_DIGITS);
      boolean point = at < text.length() && (text.charAt(at) == '.' || text.charAt(at) == ',');
      if (whole < 0 || !point) {
        return whole;
      }
      at++;
      int from = at;
      int part = number(MOST_DIGITS);
      return part < 0 ? -1 : whole + part / Math.pow(10, at - from);
    }

    /** The digits that stand here as a number; -1 where there are none, or more than so many. */
    private int number(int most) {
      int number = 0;
      int from = at;
      while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
        number = at - from < most ? number * 10 + text.charAt(at) - '0' : number;
        at++;
      }
      return at == from || at - from > most ? -1 : number;
    }

    private void blanks() {
      while (at < text.length() && text.charAt(at) == ' ') {
        at++;
      }
    }
  }
}
