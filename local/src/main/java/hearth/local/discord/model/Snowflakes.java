package hearth.local.discord.model;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/** Discord's ids: milliseconds since 2015 in the upper bits, so that they sort by time. */
public final class Snowflakes {
  private static final long EPOCH = 1_420_070_400_000L;
  private static final AtomicLong NEXT = new AtomicLong();

  private Snowflakes() {}

  public static String at(Instant when) {
    long sequence = NEXT.getAndIncrement() & 0x3F_FFFF;
    return Long.toString((when.toEpochMilli() - EPOCH) << 22 | sequence);
  }
}
