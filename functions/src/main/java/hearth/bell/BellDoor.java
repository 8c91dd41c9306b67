package hearth.bell;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * Tells a machine's bell from a stranger's, and a new one from one that was heard before. What it
 * keeps is bounded by the fleet: only a bell with a right MAC leaves anything behind.
 */
public final class BellDoor {
  /** A bell is about 180 characters long. */
  static final int LONGEST_BODY = 512;

  /** So long a recorded bell can be rung again in a process that has not heard it yet. */
  static final Duration FRESH = Duration.ofMinutes(5);

  private final Keys keys;
  private final Map<String, Heard> heard = new HashMap<>();

  /** The keys that machines were given. */
  @FunctionalInterface
  public interface Keys {
    /** The key of one generation of one server, or null where there is no such server. */
    byte[] of(String server, long generation);
  }

  private record Heard(long generation, long number) {
    boolean isBefore(Bell bell) {
      return generation < bell.generation()
          || (generation == bell.generation() && number < bell.number());
    }
  }

  /** With the keys of the fleet's machines. */
  public BellDoor(Keys keys) {
    this.keys = keys;
  }

  /**
   * The HTTP status that a bell comes to: 204 where it is to be answered by a look. A server that
   * does not exist, an old bell and a wrong MAC look alike.
   *
   * @param body the request's, or null
   */
  public int status(String body, Instant now) {
    if (body == null || body.isEmpty()) {
      return 400;
    }
    if (body.length() > LONGEST_BODY) {
      return 413;
    }
    Bell bell = Bell.read(body);
    if (bell == null) {
      return 400;
    }
    byte[] key = isFresh(bell, now) ? keys.of(bell.server(), bell.generation()) : null;
    if (key == null || !bell.isRungWith(key)) {
      return 401;
    }
    return isNew(bell) ? 204 : 409;
  }

  private static boolean isFresh(Bell bell, Instant now) {
    long age = now.toEpochMilli() - bell.number();
    return Math.abs(age) <= FRESH.toMillis();
  }

  /** A machine of an older generation has nothing to say any more. */
  private synchronized boolean isNew(Bell bell) {
    Heard last = heard.get(bell.server());
    if (last != null && !last.isBefore(bell)) {
      return false;
    }
    heard.put(bell.server(), new Heard(bell.generation(), bell.number()));
    return true;
  }
}
