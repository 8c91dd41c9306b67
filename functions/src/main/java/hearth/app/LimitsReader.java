package hearth.app;

import hearth.core.Limits;
import java.time.Duration;

/** The limits of one server as the fleet setting gives them, defaults where it says nothing. */
final class LimitsReader {
  private int saveSeconds = (int) Limits.DEFAULT.save().toSeconds();
  private int allocatingMinutes = (int) Limits.DEFAULT.allocating().toMinutes();
  private int bootingMinutes = (int) Limits.DEFAULT.booting().toMinutes();
  private int loadingMinutes = (int) Limits.DEFAULT.loading().toMinutes();
  private int idleMinutes = (int) Limits.DEFAULT.idle().toMinutes();
  private int neverJoinedMinutes = (int) Limits.DEFAULT.neverJoined().toMinutes();
  private int sessionMinutes = (int) Limits.DEFAULT.session().toMinutes();
  private int minimumPlayers = Limits.DEFAULT.minimumPlayers();
  private int ceilingMinutes = (int) Limits.DEFAULT.ceiling().toMinutes();
  private int relightsPerHour = Limits.DEFAULT.relightsPerHour();
  private int monthlyHours = Limits.DEFAULT.monthlyHours();
  private int startsPerPersonPerHour = Limits.DEFAULT.startsPerPersonPerHour();

  /** Least and most of a limit, or null where there is none of that name. */
  static int[] range(String name) {
    return switch (name) {
      case "saveSeconds" -> new int[] {5, 3600};
      case "allocatingMinutes" -> new int[] {1, 120};
      case "bootingMinutes", "loadingMinutes" -> new int[] {1, 240};
      case "idleMinutes", "neverJoinedMinutes" -> new int[] {0, 1440};
      case "sessionMinutes" -> new int[] {0, 10_080};
      case "minimumPlayers" -> new int[] {1, 256};
      case "ceilingMinutes" -> new int[] {30, 2880};
      case "relightsPerHour" -> new int[] {0, 20};
      case "monthlyHours" -> new int[] {0, 744};
      case "startsPerPersonPerHour" -> new int[] {0, 100};
      default -> null;
    };
  }

  void set(String name, int value) {
    switch (name) {
      case "saveSeconds" -> saveSeconds = value;
      case "allocatingMinutes" -> allocatingMinutes = value;
      case "bootingMinutes" -> bootingMinutes = value;
      case "loadingMinutes" -> loadingMinutes = value;
      case "idleMinutes" -> idleMinutes = value;
      case "neverJoinedMinutes" -> neverJoinedMinutes = value;
      case "sessionMinutes" -> sessionMinutes = value;
      case "minimumPlayers" -> minimumPlayers = value;
      case "ceilingMinutes" -> ceilingMinutes = value;
      case "relightsPerHour" -> relightsPerHour = value;
      case "monthlyHours" -> monthlyHours = value;
      case "startsPerPersonPerHour" -> startsPerPersonPerHour = value;
      default -> throw new IllegalArgumentException(name);
    }
  }

  Limits limits() {
    return new Limits(
        Duration.ofSeconds(saveSeconds),
        Duration.ofMinutes(allocatingMinutes),
        Duration.ofMinutes(bootingMinutes),
        Duration.ofMinutes(loadingMinutes),
        Duration.ofMinutes(idleMinutes),
        Duration.ofMinutes(neverJoinedMinutes),
        Duration.ofMinutes(sessionMinutes),
        minimumPlayers,
        Duration.ofMinutes(ceilingMinutes),
        relightsPerHour,
        monthlyHours,
        startsPerPersonPerHour);
  }
}
