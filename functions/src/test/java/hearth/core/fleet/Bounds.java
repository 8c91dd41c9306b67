package hearth.core.fleet;

import java.time.Duration;

/** The usual limits with something else in one place. */
public final class Bounds {
  private static final Limits L = Limits.DEFAULT;

  private Bounds() {}

  public static Limits idle(Duration idle, Duration neverJoined, Duration session) {
    return new Limits(
        L.save(),
        L.allocating(),
        L.booting(),
        L.loading(),
        idle,
        neverJoined,
        session,
        L.minimumPlayers(),
        L.ceiling(),
        L.relightsPerHour(),
        L.monthlyHours(),
        L.monthlyDollars(),
        L.startsPerPersonPerHour());
  }

  public static Limits budget(int hours, double dollars) {
    return new Limits(
        L.save(),
        L.allocating(),
        L.booting(),
        L.loading(),
        L.idle(),
        L.neverJoined(),
        L.session(),
        L.minimumPlayers(),
        L.ceiling(),
        L.relightsPerHour(),
        hours,
        dollars,
        L.startsPerPersonPerHour());
  }

  public static Limits counts(int minimumPlayers, int relightsPerHour, int startsPerPersonPerHour) {
    return new Limits(
        L.save(),
        L.allocating(),
        L.booting(),
        L.loading(),
        L.idle(),
        L.neverJoined(),
        L.session(),
        minimumPlayers,
        L.ceiling(),
        relightsPerHour,
        L.monthlyHours(),
        L.monthlyDollars(),
        startsPerPersonPerHour);
  }
}
