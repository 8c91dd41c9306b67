package hearth.local.console;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Puts what a person reads in the place of Discord's timestamps, {@code <t:SECONDS:STYLE>}, as its
 * client does in British English. The styles and their defaults are those of Discord's reference,
 * 'Message Formatting'.
 */
public final class Timestamps {
  private static final Pattern MARK = Pattern.compile("<t:(-?\\d{1,17})(?::([tTdDfFsSR]))?>");

  /** The longest unit first; a month and a year are as long as they are on average. */
  private enum Unit {
    YEAR(31_557_600),
    MONTH(2_629_800),
    DAY(86_400),
    HOUR(3_600),
    MINUTE(60),
    SECOND(1);

    private final long seconds;

    Unit(long seconds) {
      this.seconds = seconds;
    }
  }

  private final InstantSource clock;
  private final ZoneId zone;

  /**
   * As somebody reads them.
   *
   * @param clock what 'in five minutes' counts from
   * @param zone where the reader is
   */
  public Timestamps(InstantSource clock, ZoneId zone) {
    this.clock = clock;
    this.zone = zone;
  }

  /** The text with its times in words; what is no timestamp stays as it is. */
  public String read(String text) {
    return MARK.matcher(text).replaceAll(mark -> Matcher.quoteReplacement(words(mark)));
  }

  private String words(MatchResult mark) {
    String style = mark.group(2) == null ? "f" : mark.group(2);
    try {
      Instant when = Instant.ofEpochSecond(Long.parseLong(mark.group(1)));
      return style.equals("R") ? distance(when) : pattern(style).format(when.atZone(zone));
    } catch (DateTimeException e) {
      // Beyond what a calendar holds: Discord shows it as it was written, too.
      return mark.group();
    }
  }

  private static DateTimeFormatter pattern(String style) {
    String pattern =
        switch (style) {
          case "t" -> "HH:mm";
          case "T" -> "HH:mm:ss";
          case "d" -> "dd/MM/yyyy";
          case "D" -> "d MMMM yyyy";
          case "F" -> "EEEE, d MMMM yyyy 'at' HH:mm";
          case "s" -> "dd/MM/yyyy, HH:mm";
          case "S" -> "dd/MM/yyyy, HH:mm:ss";
          default -> "d MMMM yyyy 'at' HH:mm";
        };
    return DateTimeFormatter.ofPattern(pattern, Locale.UK);
  }

  private String distance(Instant when) {
    long seconds = Math.round(Duration.between(clock.instant(), when).toMillis() / 1000.0);
    long size = Math.abs(seconds);
    for (Unit unit : Unit.values()) {
      if (size >= unit.seconds) {
        long count = size / unit.seconds;
        String words = count + " " + unit.name().toLowerCase(Locale.ROOT) + (count == 1 ? "" : "s");
        return seconds < 0 ? words + " ago" : "in " + words;
      }
    }
    return "now";
  }
}
