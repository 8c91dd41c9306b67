package hearth.core.state;

import hearth.core.Cost;
import hearth.core.Ending;
import hearth.core.Fetched;
import hearth.core.Phase;
import hearth.core.Player;
import hearth.core.User;
import java.time.Duration;
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
 * @param end its end, or null while a machine is left
 * @param spending what it costs
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
    @Nullable End end,
    Spending spending,
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
   * The end of the session.
   *
   * @param why why
   * @param at when its last machine was gone
   */
  public record End(Ending why, Instant at) {}

  /**
   * The estimated cost.
   *
   * @param before of the machines that are gone
   * @param perHour US dollars an hour of the present one, or 0 where that is not known
   * @param since since when the present one is paid for, or null where there is none
   * @param asOf when people see it; null in a view that is only compared
   */
  public record Spending(
      Cost before, double perHour, @Nullable Instant since, @Nullable Instant asOf) {
    /** All machines, up to when people see it. */
    public Cost cost() {
      return before.plus(Cost.of(seconds(), perHour));
    }

    /** The time that the present machine has been lit. */
    public long seconds() {
      return since == null || asOf == null ? 0 : Duration.between(since, asOf).toSeconds();
    }

    /** The same as people see it then. */
    public Spending asOf(Instant now) {
      return new Spending(before, perHour, since, now);
    }
  }

  /** The same as people see it then: what it costs grows without anything happening. */
  public SessionView asOf(Instant now) {
    return new SessionView(
        session, progress, start, access, roster, count, stopsAt, end, spending.asOf(now), recent);
  }

  /**
   * The details needed to join.
   *
   * @param address where, or null
   * @param joinCode the game's join code, or null
   */
  public record Access(@Nullable String address, @Nullable String joinCode) {}
}
