package hearth.core;

import java.time.Instant;
import java.util.List;

/**
 * What the session message shows.
 *
 * @param session whose it is: buttons name it
 * @param phase where the server is
 * @param since since when
 * @param step what the booting machine is at, or null
 * @param startedBy who asked for it, or null
 * @param startedAt when
 * @param address where to join, or null
 * @param joinCode the game's join code, or null
 * @param roster who is on, or null where it is not known
 * @param count how many are on, or null where it is not known
 * @param stopsAt when it stops by itself as things stand, or null
 * @param usualSeconds how long a start usually takes, or 0 where that is not known
 * @param ending why it ended, or null
 * @param endedAt when, or null
 * @param recent what happened last
 */
public record SessionView(
    long session,
    Phase phase,
    Instant since,
    String step,
    User startedBy,
    Instant startedAt,
    String address,
    String joinCode,
    List<Player> roster,
    Integer count,
    Instant stopsAt,
    long usualSeconds,
    Ending ending,
    Instant endedAt,
    List<Session.Happening> recent) {}
