package hearth.core;

import java.time.Instant;

/**
 * Discord's ids tell when they were made: the upper 42 bits are milliseconds since the first second
 * of 2015 (Discord API reference, 'Snowflakes').
 */
public final class Snowflake {
  private static final long EPOCH = 1_420_070_400_000L;

  private static final int TAIL = 22;

  private Snowflake() {}

  /**
   * An id of Hearth's own, made at a time.
   *
   * @param tail tells ids of one millisecond apart; its lower 22 bits count
   */
  public static String at(Instant when, int tail) {
    long millis = when.toEpochMilli() - EPOCH;
    return Long.toUnsignedString((millis << TAIL) | (tail & ((1 << TAIL) - 1)));
  }

  /** When the id was made. */
  public static Instant time(String id) {
    return Instant.ofEpochMilli((Long.parseUnsignedLong(id) >>> TAIL) + EPOCH);
  }
}
