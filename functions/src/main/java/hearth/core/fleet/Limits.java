package hearth.core.fleet;

import java.time.Duration;

/**
 * How long a server may stay in each situation before Hearth acts by itself. A zero switches off
 * what may be switched off; {@link #ceiling} may not.
 *
 * @param save how long a stop waits for the save before the machine is given back all the same
 * @param allocating how long one placement may take to show a machine
 * @param booting how long a machine may take until its game is begun
 * @param loading how long a game may take until it is joinable
 * @param idle how long nobody may be on, once somebody was; zero: for ever
 * @param neverJoined how long nobody may have joined at all; zero: for ever
 * @param session the longest session; zero: no limit
 * @param minimumPlayers fewer than this count as nobody
 * @param ceiling how long a server may run without any evidence of players
 * @param relightsPerHour how many lost machines an hour are replaced
 * @param monthlyHours the budget in hours of machine a month; zero: none
 * @param monthlyDollars the budget in US dollars a month, by the placements' prices; zero: none
 * @param startsPerPersonPerHour how often one person may start it an hour; zero: any number
 */
public record Limits(
    Duration save,
    Duration allocating,
    Duration booting,
    Duration loading,
    Duration idle,
    Duration neverJoined,
    Duration session,
    int minimumPlayers,
    Duration ceiling,
    int relightsPerHour,
    int monthlyHours,
    double monthlyDollars,
    int startsPerPersonPerHour) {

  /** What holds where the settings say nothing. */
  public static final Limits DEFAULT =
      new Limits(
          Duration.ofMinutes(2),
          Duration.ofMinutes(10),
          Duration.ofMinutes(15),
          Duration.ofMinutes(20),
          Duration.ofMinutes(15),
          Duration.ofMinutes(30),
          Duration.ZERO,
          1,
          Duration.ofHours(12),
          3,
          150,
          0,
          6);
}
