package hearth.app.settings;

import hearth.app.message.ValidatingReader;
import hearth.core.fleet.Limits;
import hearth.json.BadJson;
import java.time.Duration;

/** Reads a server's limits; what is not said is as {@link Limits#DEFAULT} has it. */
final class LimitsReader {
  private final ValidatingReader json;
  private Duration save = Limits.DEFAULT.save();
  private Duration allocating = Limits.DEFAULT.allocating();
  private Duration booting = Limits.DEFAULT.booting();
  private Duration loading = Limits.DEFAULT.loading();
  private Duration idle = Limits.DEFAULT.idle();
  private Duration neverJoined = Limits.DEFAULT.neverJoined();
  private Duration session = Limits.DEFAULT.session();
  private int minimumPlayers = Limits.DEFAULT.minimumPlayers();
  private Duration ceiling = Limits.DEFAULT.ceiling();
  private int relights = Limits.DEFAULT.relightsPerHour();
  private int monthlyHours = Limits.DEFAULT.monthlyHours();
  private double monthlyDollars = Limits.DEFAULT.monthlyDollars();
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
        save,
        allocating,
        booting,
        loading,
        idle,
        neverJoined,
        session,
        minimumPlayers,
        ceiling,
        relights,
        monthlyHours,
        monthlyDollars,
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
