package hearth.discord;

import java.time.Instant;

/**
 * Counts requests turned away, and says when to log: a few a minute, so that a stranger cannot fill
 * the log.
 */
public final class Rejections {
  private static final int MOST_A_MINUTE = 3;

  private long minute = Long.MIN_VALUE;
  private int loggedThisMinute;
  private long total;
  private long unlogged;

  /** A line to log for this rejection, or null where enough was logged this minute. */
  public synchronized String count(int status, Instant now) {
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
    String line =
        "Rejected with " + status + "; since the last line " + unlogged + ", in all " + total;
    unlogged = 0;
    return line;
  }
}
