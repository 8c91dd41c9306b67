package hearth.core.fleet;

import java.time.Duration;

/**
 * The limits on each phase, after which Hearth gives up on it.
 *
 * @param save how long a stop waits for the save before the machine is given back all the same
 * @param allocating how long one placement may take to show a machine
 * @param booting how long a machine may take until its game is begun
 * @param loading how long a game may take until it is joinable
 */
public record PhaseLimits(Duration save, Duration allocating, Duration booting, Duration loading) {}
