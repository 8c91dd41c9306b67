package hearth.core.state;

import hearth.core.Cost;
import hearth.core.Phase;
import hearth.core.User;
import hearth.core.fleet.BudgetLimits;
import hearth.core.fleet.Server;
import hearth.core.history.HistoryRow;
import hearth.core.note.CostLine;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A month's costs: of the sessions that began in it, each with all that it came to. */
public final class Costs {
  private static final int MOST_PEOPLE = 10;
  private static final double SECONDS_AN_HOUR = 3600;

  private Costs() {}

  /** The first moment of a month in UTC. */
  public static Instant start(YearMonth month) {
    return month.atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  /**
   * A server's costs.
   *
   * @param ended the sessions of the month that history has
   */
  public static CostLine line(
      Server server, State state, List<HistoryRow.OfSession> ended, YearMonth month, Instant now) {
    CostLine.Sum total = CostLine.Sum.NONE;
    Map<String, CostLine.OfPerson> people = new LinkedHashMap<>();
    for (HistoryRow.OfSession row : ended) {
      total = total.and(row.tally().machineSeconds(), row.tally().cost());
      count(people, row.startedBy(), row.tally().machineSeconds(), row.tally().cost());
    }
    Session lasting = lasting(state, month);
    Cost present = null;
    if (lasting != null) {
      SessionView.Spending spending = Views.spending(server, state, lasting).asOf(now);
      present = spending.cost();
      long seconds = lasting.tally().machineSeconds() + spending.seconds();
      total = total.and(seconds, present);
      count(people, lasting.startedBy(), seconds, present);
    }
    List<CostLine.OfPerson> dearest =
        people.values().stream()
            .sorted(
                Comparator.comparingDouble((CostLine.OfPerson one) -> -one.sum().cost().dollars())
                    .thenComparing(one -> -one.sum().seconds()))
            .limit(MOST_PEOPLE)
            .toList();
    boolean lasts = month.equals(YearMonth.from(now.atOffset(ZoneOffset.UTC)));
    return new CostLine(
        server.title(),
        total,
        present,
        dearest,
        people.size() - dearest.size(),
        lasts ? budget(server, state, now) : null);
  }

  /** The session that is not in history yet, where it began in that month. */
  private static @Nullable Session lasting(State state, YearMonth month) {
    Session session = state.session();
    return session == null
            || state.life().phase() == Phase.STOPPED
            || session.startedAt().isBefore(start(month))
            || !session.startedAt().isBefore(start(month.plusMonths(1)))
        ? null
        : session;
  }

  private static void count(
      Map<String, CostLine.OfPerson> people, @Nullable User by, long seconds, Cost cost) {
    String id = by == null ? "" : by.id();
    CostLine.OfPerson before = people.get(id);
    CostLine.Sum sum = before == null ? CostLine.Sum.NONE : before.sum();
    // The newest row comes first, and with it the name that the person has now.
    people.put(
        id, new CostLine.OfPerson(before == null ? by : before.by(), sum.and(seconds, cost)));
  }

  private static CostLine.@Nullable Budget budget(Server server, State state, Instant now) {
    BudgetLimits limits = server.limits().budget();
    if (limits.monthlyHours() == 0 && limits.monthlyDollars() == 0) {
      return null;
    }
    Usage usage = Budget.present(server, state, now);
    return new CostLine.Budget(
        usage.seconds() / SECONDS_AN_HOUR,
        limits.monthlyHours(),
        usage.dollars(),
        limits.monthlyDollars());
  }
}
