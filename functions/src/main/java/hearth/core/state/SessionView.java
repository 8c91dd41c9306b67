package hearth.core.state;

import hearth.core.Ending;
import hearth.core.Fetched;
import hearth.core.Phase;
import hearth.core.Player;
import hearth.core.User;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The content of the session message.
 *
 * @param session whose it is: buttons name it
 * @param progress how far it is
 * @param start who asked for it, and when
 * @param access how to join
 * @param roster who is on, or null where it is not known
 * @param count how many are on, or null where it is not known
 * @param stopsAt when it stops by itself as things stand, or null
 * @param ending why it ended, or null
 * @param endedAt when, or null
 * @param recent what happened last
 */
public record SessionView(
    long session,
    Progress progress,
    Start start,
    Access access,
    @Nullable List<Player> roster,
    @Nullable Integer count,
    @Nullable Instant stopsAt,
    @Nullable Ending ending,
    @Nullable Instant endedAt,
    List<Telling.Happening> recent) {

  /**
   * The server's progress.
   *
   * @param phase where it is
   * @param since since when
   * @param step what the booting machine is at, or null
   * @param fetched how much of that is here, where it fetches something; else null
   * @param retrying whether that failed and is tried again
   * @param usually when it is ready if this start takes as long as they usually do; null where that
   *     is not known, or was over when the phase began
   */
  public record Progress(
      Phase phase,
      Instant since,
      @Nullable String step,
      @Nullable Fetched fetched,
      boolean retrying,
      @Nullable Instant usually) {}

  /**
   * The beginning of the session.
   *
   * @param by who asked for it, or null
   * @param at when
   */
  public record Start(@Nullable User by, Instant at) {}

  /**
   * The details needed to join.
   *
   * @param address where, or null
   * @param joinCode the game's join code, or null
   */
  public record Access(@Nullable String address, @Nullable String joinCode) {}
}
