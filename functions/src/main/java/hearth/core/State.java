package hearth.core;

import java.time.Instant;
import java.util.List;

/**
 * All that Hearth knows and wants of one server: one document, saved whole and conditionally. What
 * the world should look like is part of it, each target with the revision wanted and the one last
 * done.
 *
 * @param phase where the server is
 * @param since since when
 * @param generation counts lightings; a machine's events prove theirs
 * @param session the present or last session, or null
 * @param machine the machine expected or seen, or null
 * @param players who is on
 * @param scale the scale set's capacity, or null before the first start
 * @param strays other scale sets of the server that hold what no session wants, to be emptied
 * @param lookAt when the present scale set is to be looked at, or null
 * @param looks scale sets that the sweep wants looked at
 * @param inbox messages the agent is to get, oldest first
 * @param replies answers not yet given
 * @param announcements messages not yet posted, oldest first
 * @param announced the number of the newest announcement
 * @param message the session message, or null before the first session
 * @param seen the interaction ids of commands taken in lately, oldest first
 * @param starts who lit it within the last hour
 * @param stopAsked when the newest stop was asked for, or null: an older start is overtaken by it
 * @param behind placements that failed lately
 * @param usage what its machines ran this month
 * @param startSeconds how long the last starts took until players could join
 * @param hostname where its stable name is to point, or null
 * @param privateChannel the private channel of the session, or null
 * @param kept the poison messages that were told already, oldest first
 * @param rows history to be written with this very state, and then no part of it any more
 * @param tick the tick outstanding, or null
 * @param ticks the number of the newest tick
 * @param lease who delivers, or null
 */
public record State(
    Phase phase,
    Instant since,
    long generation,
    Session session,
    Machine machine,
    Players players,
    Scale scale,
    List<Scale> strays,
    Instant lookAt,
    List<String> looks,
    List<InboxMessage> inbox,
    List<Reply> replies,
    List<Announcement> announcements,
    long announced,
    SessionMessage message,
    List<String> seen,
    List<Start> starts,
    Instant stopAsked,
    List<Behind> behind,
    Usage usage,
    List<Long> startSeconds,
    Hostname hostname,
    PrivateChannel privateChannel,
    List<String> kept,
    List<HistoryRow> rows,
    Tick tick,
    long ticks,
    Lease lease) {

  /** What an older version did not know of is as if nothing of it had happened. */
  public State {
    strays = strays == null ? List.of() : strays;
    usage = usage == null ? Usage.NONE : usage;
    startSeconds = startSeconds == null ? List.of() : startSeconds;
    kept = kept == null ? List.of() : kept;
    rows = rows == null ? List.of() : rows;
  }

  /** A server that was never started. */
  public static final State NEW =
      new State(
          Phase.STOPPED,
          Instant.EPOCH,
          0,
          null,
          null,
          Players.UNKNOWN,
          null,
          List.of(),
          null,
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          0,
          null,
          List.of(),
          List.of(),
          null,
          List.of(),
          Usage.NONE,
          List.of(),
          null,
          null,
          List.of(),
          List.of(),
          null,
          0,
          null);

  /** The state once its history rows are written: they are no part of it any more. */
  public State written() {
    return rows.isEmpty()
        ? this
        : new State(
            phase,
            since,
            generation,
            session,
            machine,
            players,
            scale,
            strays,
            lookAt,
            looks,
            inbox,
            replies,
            announcements,
            announced,
            message,
            seen,
            starts,
            stopAsked,
            behind,
            usage,
            startSeconds,
            hostname,
            privateChannel,
            kept,
            List.of(),
            tick,
            ticks,
            lease);
  }

  /**
   * Somebody lit the server.
   *
   * @param user the person's snowflake
   * @param at when
   */
  public record Start(String user, Instant at) {}

  /**
   * A placement that had no room or lost its machine, put behind the others for a while.
   *
   * @param scaleSet which
   * @param until for how long
   */
  public record Behind(String scaleSet, Instant until) {}
}
