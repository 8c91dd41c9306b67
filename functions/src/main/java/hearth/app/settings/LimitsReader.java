package hearth.app.settings;

import hearth.app.message.ValidatingReader;
import hearth.core.fleet.BudgetLimits;
import hearth.core.fleet.Limits;
import hearth.core.fleet.PhaseLimits;
import hearth.core.fleet.StopLimits;
import hearth.json.BadJson;
import java.time.Duration;

/** Reads a server's limits; what is not said is as {@link Limits#DEFAULT} has it. */
final class LimitsReader {
  private final ValidatingReader json;
  private Duration save = Limits.DEFAULT.phases().save();
  private Duration allocating = Limits.DEFAULT.phases().allocating();
  private Duration booting = Limits.DEFAULT.phases().booting();
  private Duration loading = Limits.DEFAULT.phases().loading();
  private Duration idle = Limits.DEFAULT.stops().idle();
  private Duration neverJoined = Limits.DEFAULT.stops().neverJoined();
  private Duration session = Limits.DEFAULT.stops().session();
  private int minimumPlayers = Limits.DEFAULT.stops().minimumPlayers();
  private Duration ceiling = Limits.DEFAULT.stops().ceiling();
  private int relights = Limits.DEFAULT.relightsPerHour();
  private int monthlyHours = Limits.DEFAULT.budget().monthlyHours();
  private double monthlyDollars = Limits.DEFAULT.budget().monthlyDollars();
  private int starts = Limits.DEFAULT.startsPerPersonPerHour();

  LimitsReader(ValidatingReader json) {
    this.json = json;
  }

  Limits read() throws BadJson {
    if (json.object()) {
      for (String member = json.member(); member != null; member = json.member()) {
        member(member);
      }
    }
    return new Limits(
        new PhaseLimits(save, allocating, booting, loading),
        new StopLimits(idle, neverJoined, session, minimumPlayers, ceiling),
        new BudgetLimits(monthlyHours, monthlyDollars),
        relights,
        starts);
  }

  private void member(String member) throws BadJson {
    switch (member) {
      case "saveSeconds" -> save = Duration.ofSeconds(json.whole(5, 3600));
      case "allocatingMinutes" -> allocating = minutes(1, 120);
      case "bootingMinutes" -> booting = minutes(1, 240);
      case "loadingMinutes" -> loading = minutes(1, 240);
      case "idleMinutes" -> idle = minutes(0, 1440);
      case "neverJoinedMinutes" -> neverJoined = minutes(0, 1440);
      case "sessionMinutes" -> session = minutes(0, 10_080);
      case "minimumPlayers" -> minimumPlayers = (int) json.whole(1, 256);
      case "ceilingMinutes" -> ceiling = minutes(30, 2880);
      case "relightsPerHour" -> relights = (int) json.whole(0, 20);
      case "monthlyHours" -> monthlyHours = (int) json.whole(0, 744);
      case "monthlyDollars" -> monthlyDollars = json.notNegative();
      case "startsPerPersonPerHour" -> starts = (int) json.whole(0, 100);
      default -> json.unknown();
    }
  }

  private Duration minutes(long least, long most) throws BadJson {
    return Duration.ofMinutes(json.whole(least, most));
  }
}
