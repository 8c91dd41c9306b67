package hearth.local.host;

import hearth.local.host.function.HostException;

import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.BitSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An NCRONTAB expression of six fields: second, minute, hour, day, month, day of the week (0 is
 * Sunday). Each is a list of numbers, ranges and {@code *}, these two also with a step.
 */
final class Schedule {
  private static final Pattern SPACE = Pattern.compile("\\s+");
  private static final Pattern COMMA = Pattern.compile(",");
  private static final Pattern ITEM =
      Pattern.compile("(?:\\*|(\\d{1,2})(?:-(\\d{1,2}))?)(?:/(\\d{1,2}))?");
  private static final int[] LEAST = {0, 0, 0, 1, 1, 0};
  private static final int[] MOST = {59, 59, 23, 31, 12, 6};

  private final String expression;
  private final BitSet[] fields = new BitSet[LEAST.length];

  /**
   * @throws HostException when it cannot be read
   */
  Schedule(String expression) {
    this.expression = expression;
    String[] parts = SPACE.split(expression.strip(), -1);
    if (parts.length != fields.length) {
      throw new HostException("'" + expression + "' is no schedule of six fields");
    }
    for (int i = 0; i < fields.length; i++) {
      fields[i] = field(parts[i], LEAST[i], MOST[i]);
    }
  }

  private BitSet field(String text, int least, int most) {
    BitSet values = new BitSet();
    for (String item : COMMA.split(text, -1)) {
      Matcher matcher = ITEM.matcher(item);
      if (!matcher.matches()) {
        throw unreadable(text);
      }
      String first = matcher.group(1);
      String last = matcher.group(2);
      int step = matcher.group(3) == null ? 1 : Integer.parseInt(matcher.group(3));
      int from = first == null ? least : Integer.parseInt(first);
      // '5/10' goes on to the end, '5' does not.
      boolean isOpen = first == null || (last == null && matcher.group(3) != null);
      int to = isOpen ? most : last == null ? from : Integer.parseInt(last);
      if (step == 0 || from < least || to > most || from > to) {
        throw unreadable(text);
      }
      for (int value = from; value <= to; value += step) {
        values.set(value);
      }
    }
    return values;
  }

  private HostException unreadable(String field) {
    return new HostException("'" + expression + "' has a field that cannot be read: " + field);
  }

  /**
   * The next moment after {@code from} that the schedule names.
   *
   * @throws HostException when there is none within five years, such as for 30 February
   */
  LocalDateTime next(LocalDateTime from) {
    LocalDateTime at = from.truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
    LocalDateTime end = from.plusYears(5);
    while (at.isBefore(end)) {
      if (!isDay(at)) {
        at = at.truncatedTo(ChronoUnit.DAYS).plusDays(1);
      } else if (!fields[2].get(at.getHour())) {
        at = at.truncatedTo(ChronoUnit.HOURS).plusHours(1);
      } else if (!fields[1].get(at.getMinute())) {
        at = at.truncatedTo(ChronoUnit.MINUTES).plusMinutes(1);
      } else if (!fields[0].get(at.getSecond())) {
        at = at.plusSeconds(1);
      } else {
        return at;
      }
    }
    throw new HostException("'" + expression + "' names no moment within five years");
  }

  private boolean isDay(LocalDateTime at) {
    return fields[3].get(at.getDayOfMonth())
        && fields[4].get(at.getMonthValue())
        && fields[5].get(at.getDayOfWeek().getValue() % 7);
  }
}
