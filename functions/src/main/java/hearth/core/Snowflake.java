package hearth.core;

import java.time.Instant;

/**
 * Discord's ids tell when they were made: the upper 42 bits are milliseconds since the first second
 * of 2015 (Discord API reference, 'Snowflakes').
 */
public final class Snowflake {
  private static final long EPOCH = 1_420_070_400_000L;

  private Snowflake() {}

  /** When the id was made. */
  public static Instant time(String id) {
    return Instant.ofEpochMilli((Long.parseUnsignedLong(id) >>> 22) + EPOCH);
  }
}
