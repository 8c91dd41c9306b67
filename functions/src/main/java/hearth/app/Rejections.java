package hearth.app;

import java.util.logging.Logger;

/** Requests whose signature is wrong: counted, and logged a few a minute at most. */
final class Rejections {
  private static final int MOST_A_MINUTE = 3;
  private static final long MINUTE = 60_000;

  private static long minute;
  private static int inMinute;
  private static long total;

  private Rejections() {}

  static synchronized void note(Logger log, long now) {
    total++;
    if (now / MINUTE != minute) {
      minute = now / MINUTE;
      inMinute = 0;
    }
    inMinute++;
    if (inMinute <= MOST_A_MINUTE) {
      log.warning(
          "a request with a wrong signature was turned away, number ".concat(Long.toString(total)));
    }
  }
}
