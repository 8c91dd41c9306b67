package hearth.core.fleet;

import java.time.Duration;

/**
 * The limits after which a server is stopped automatically.
 *
 * @param idle how long nobody may be on, once somebody was; zero: for ever
 * @param neverJoined how long nobody may have joined at all; zero: for ever
 * @param session the longest session; zero: no limit
 * @param minimumPlayers fewer than this count as nobody
 * @param ceiling how long it may run without any evidence of players; never zero
 */
public record StopLimits(
    Duration idle, Duration neverJoined, Duration session, int minimumPlayers, Duration ceiling) {}
