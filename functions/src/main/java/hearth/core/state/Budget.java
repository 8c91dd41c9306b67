package hearth.core.state;

import static java.time.temporal.ChronoUnit.DAYS;

import hearth.core.Cost;
import hearth.core.fleet.AnnouncementPolicy;
import hearth.core.fleet.Limits;
import hearth.core.fleet.Server;
import hearth.core.note.Note;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * The monthly budget in hours or money: it refuses a start and warns at 80 %, but never puts out a
 * server that somebody plays on.
 */
public final class Budget {
  private static final double WARNING = 0.8;
  private static final double SECONDS_AN_HOUR = 3600;

  private Budget() {}

  /** The month's usage, with the machine that runs now. */
  public static Usage present(Draft d) {
    Usage usage = ofMonth(d.usage, d.now);
    return !isLit(d) ? usage : with(usage, d.machine().litAt(), d.now, price(d));
  }

  /** The same of a state that nothing happens to. */
  static Usage present(Server server, State state, Instant now) {
    Usage usage = ofMonth(state.usage(), now);
    Machine machine = state.machine();
    Session session = state.session();
    return machine == null || machine.litAt() == null || session == null
        ? usage
        : with(usage, machine.litAt(), now, price(server, session));
  }

  /** US dollars an hour of where a session's machine is, or 0 where that is not known. */
  static double price(Server server, Session session) {
    return server.machines().placements().get(session.placing().placement()).costPerHour();
  }

  /** The machine is gone: what it ran is added up. */
  public static void book(Draft d) {
    if (!isLit(d)) {
      return;
    }
    Instant from = d.machine().litAt();
    long seconds = Duration.between(from, d.now).toSeconds();
    Cost cost = Cost.of(seconds, price(d));
    d.tally.machineSeconds(d.tally.machineSeconds() + seconds);
    d.tally.dollars(d.tally.dollars() + cost.dollars());
    d.tally.unpricedSeconds(d.tally.unpricedSeconds() + cost.unpricedSeconds());
    d.usage = with(ofMonth(d.usage, d.now), from, d.now, price(d));
  }

  /** A machine that an older version lit has no time from which it could be counted. */
  private static boolean isLit(Draft d) {
    return d.machine != null && d.machine().litAt() != null;
  }

  private static Usage ofMonth(Usage usage, Instant now) {
    String month = YearMonth.from(now.atOffset(ZoneOffset.UTC)).toString();
    return usage.month().equals(month) ? usage : new Usage(month, 0, 0, false);
  }

  /** A machine that was lit last month counts for this one since its first day alone. */
  private static Usage with(Usage usage, Instant litAt, Instant now, double price) {
    // Of the month of now, as the usage is: to parse its name takes longer than all else here.
    Instant first = now.atOffset(ZoneOffset.UTC).truncatedTo(DAYS).withDayOfMonth(1).toInstant();
    Instant from = litAt.isBefore(first) ? first : litAt;
    long seconds = Duration.between(from, now).toSeconds();
    return usage.and(seconds, Cost.of(seconds, price).dollars());
  }

  private static double price(Draft d) {
    return d.server.machines().placements().get(d.placing.placement()).costPerHour();
  }

  private static double share(Draft d, Usage usage) {
    Limits limits = d.server.limits();
    double ofHours =
        limits.budget().monthlyHours() == 0
            ? 0
            : usage.seconds() / SECONDS_AN_HOUR / limits.budget().monthlyHours();
    double ofMoney =
        limits.budget().monthlyDollars() == 0
            ? 0
            : usage.dollars() / limits.budget().monthlyDollars();
    return Math.max(ofHours, ofMoney);
  }

  /** Warns, which is done once a month. */
  public static void warn(Draft d) {
    Usage usage = present(d);
    d.usage = ofMonth(d.usage, d.now).afterWarning();
    Note warning =
        new Note.BudgetWarning(
            hours(usage),
            d.server.limits().budget().monthlyHours(),
            usage.dollars(),
            d.server.limits().budget().monthlyDollars());
    d.tell(AnnouncementPolicy.Kind.WARNING, warning);
    d.tellOperator(warning);
  }

  /** The refusal of a start, or null while something is left. */
  public static @Nullable Note refusal(Draft d) {
    if (share(d, present(d)) < 1) {
      return null;
    }
    Usage usage = present(d);
    Limits limits = d.server.limits();
    return new Note.BudgetSpent(
        hours(usage),
        limits.budget().monthlyHours(),
        usage.dollars(),
        limits.budget().monthlyDollars());
  }

  private static long hours(Usage usage) {
    return Math.round(usage.seconds() / SECONDS_AN_HOUR);
  }

  /** When it is time to warn if the machine stays lit; null where that is done or never comes. */
  public static @Nullable Instant warningAt(Draft d) {
    Usage usage = present(d);
    if (usage.warned()) {
      return null;
    }
    if (share(d, usage) >= WARNING) {
      return d.now;
    }
    if (!isLit(d)) {
      return null;
    }
    Limits limits = d.server.limits();
    double price = price(d);
    double ofHours = limits.budget().monthlyHours() * WARNING - usage.seconds() / SECONDS_AN_HOUR;
    double ofMoney =
        price == 0 ? 0 : (limits.budget().monthlyDollars() * WARNING - usage.dollars()) / price;
    double left =
        ofHours > 0 && ofMoney > 0 ? Math.min(ofHours, ofMoney) : Math.max(ofHours, ofMoney);
    return left > 0 ? d.now.plusSeconds((long) Math.ceil(left * SECONDS_AN_HOUR)) : null;
  }
}
