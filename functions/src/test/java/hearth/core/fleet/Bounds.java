package hearth.core.fleet;

import java.time.Duration;

/** The usual limits with something else in one place. */
public final class Bounds {
  private static final Limits L = Limits.DEFAULT;

  private Bounds() {}

  public static Limits idle(Duration idle, Duration neverJoined, Duration session) {
    StopLimits stops =
        new StopLimits(idle, neverJoined, session, L.stops().minimumPlayers(), L.stops().ceiling());
    return with(stops, L.budget(), L.relightsPerHour(), L.startsPerPersonPerHour());
  }

  public static Limits budget(int hours, double dollars) {
    return with(
        L.stops(),
        new BudgetLimits(hours, dollars),
        L.relightsPerHour(),
        L.startsPerPersonPerHour());
  }

  public static Limits counts(int minimumPlayers, int relightsPerHour, int startsPerPersonPerHour) {
    StopLimits s = L.stops();
    StopLimits stops =
        new StopLimits(s.idle(), s.neverJoined(), s.session(), minimumPlayers, s.ceiling());
    return with(stops, L.budget(), relightsPerHour, startsPerPersonPerHour);
  }

  private static Limits with(StopLimits stops, BudgetLimits budget, int relights, int starts) {
    return new Limits(L.phases(), stops, budget, relights, starts);
  }
}
