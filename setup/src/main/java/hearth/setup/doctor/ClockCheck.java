package hearth.setup.doctor;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.function.Supplier;

/**
 * This machine's clock against another's, by the header {@code Date}, which counts whole seconds.
 *
 * @param whose whose the other clock is
 * @param date asks for the header
 */
record ClockCheck(String whose, Supplier<String> date, InstantSource clock) implements Check {
  private static final Duration ODD = Duration.ofSeconds(5);
  private static final Duration WRONG = Duration.ofSeconds(60);
  private static final String MEND =
      "Switch on time synchronisation (Linux: timedatectl set-ntp true). Tokens and signatures are"
          + " good for minutes only.";

  @Override
  public List<Finding> look() {
    Instant before = clock.instant();
    String header = date.get();
    Instant middle = before.plus(Duration.between(before, clock.instant()).dividedBy(2));
    try {
      Instant theirs =
          ZonedDateTime.parse(header, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      return List.of(judged(Duration.between(theirs, middle).abs()));
    } catch (DateTimeParseException e) {
      return List.of(Finding.warn("Clock: " + whose + " told no date", "Run it again."));
    }
  }

  private Finding judged(Duration skew) {
    String what = "Clock: " + skew.toSeconds() + " s from " + whose + "'s";
    if (skew.compareTo(WRONG) > 0) {
      return Finding.fail(what, MEND);
    }
    return skew.compareTo(ODD) > 0 ? Finding.warn(what, MEND) : Finding.ok(what);
  }
}
