package hearth.local.host;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/** An NCRONTAB expression of six fields: second, minute, hour, day, month, day of the week. */
final class Schedule {
  private final List<IntPredicate> fields = new ArrayList<>();

  Schedule(String expression) {
    String[] parts = expression.trim().split("\\s+", -1);
    if (parts.length != 6) {
      throw new HostException("'" + expression + "' is no schedule of six fields");
    }
    for (String part : parts) {
      fields.add(field(part, expression));
    }
  }

  /** The next moment after {@code from} that the schedule names. */
  LocalDateTime next(LocalDateTime from) {
    LocalDateTime at = from.withNano(0).plusSeconds(1);
    LocalDateTime end = from.plusYears(1);
    while (!matches(at)) {
      at = matchesMinute(at) ? at.plusSeconds(1) : at.withSecond(0).plusMinutes(1);
      if (at.isAfter(end)) {
        throw new HostException("the schedule names no moment within a year");
      }
    }
    return at;
  }

  private boolean matches(LocalDateTime at) {
    return fields.getFirst().test(at.getSecond()) && matchesMinute(at);
  }

  private boolean matchesMinute(LocalDateTime at) {
    return fields.get(1).test(at.getMinute())
        && fields.get(2).test(at.getHour())
        && fields.get(3).test(at.getDayOfMonth())
        && fields.get(4).test(at.getMonthValue())
        && fields.get(5).test(at.getDayOfWeek().getValue() % 7);
  }

  private static IntPredicate field(String text, String expression) {
    try {
      IntPredicate any = value -> false;
      for (String item : text.split(",", -1)) {
        any = any.or(item(item));
      }
      return any;
    } catch (NumberFormatException e) {
      throw new HostException("'" + expression + "' has a field that cannot be read: " + text, e);
    }
  }

  private static IntPredicate item(String text) {
    int slash = text.indexOf('/');
    String range = slash < 0 ? text : text.substring(0, slash);
    int step = slash < 0 ? 1 : Integer.parseInt(text.substring(slash + 1));
    int dash = range.indexOf('-');
    int least =
        range.equals("*") ? 0 : Integer.parseInt(dash < 0 ? range : range.substring(0, dash));
    int most =
        range.equals("*") || (dash < 0 && slash >= 0)
            ? Integer.MAX_VALUE
            : dash < 0 ? least : Integer.parseInt(range.substring(dash + 1));
    return value -> value >= least && value <= most && (value - least) % step == 0;
  }
}
