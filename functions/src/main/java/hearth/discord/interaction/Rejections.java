package hearth.discord.interaction;

import java.time.Instant;

/**
 * Counts requests and messages turned away, and says when to log: a few a minute, so that a
 * stranger cannot fill the log.
 */
public final class Rejections {
  private static final int MOST_A_MINUTE = 3;

  private long minute = Long.MIN_VALUE;
  private int loggedThisMinute;
  private long total;
  private long unlogged;

  /** A line to log for this rejection, or null where enough was logged this minute. */
  public String count(int status, Instant now) {
    return count("Rejected with " + status, now);
  }

  /** The line with how many there were since the last, or null where enough was logged already. */
  public synchronized String count(String said, Instant now) {
    total++;
    unlogged++;
    long present = Math.floorDiv(now.getEpochSecond(), 60);
    if (present != minute) {
      minute = present;
      loggedThisMinute = 0;
    }
    if (loggedThisMinute == MOST_A_MINUTE) {
      return null;
    }
    loggedThisMinute++;
    String line = said + "; since the last line " + unlogged + ", in all " + total;
    unlogged = 0;
    return line;
  }
}
