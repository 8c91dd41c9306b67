package hearth.core;

import java.time.Instant;

/**
 * The delivery target 'stable name': where the server's name is to point.
 *
 * @param address the address wanted
 * @param revision grows with every new address
 * @param done the revision that was last taken
 * @param attempts failed attempts in a row
 * @param notBefore the next attempt's time, or null
 */
public record Hostname(String address, long revision, long done, int attempts, Instant notBefore) {

  boolean isDone() {
    return done == revision;
  }

  Hostname delivered(long accepted) {
    return new Hostname(address, revision, Math.max(done, accepted), 0, null);
  }

  Hostname later(Instant when) {
    return new Hostname(address, revision, done, attempts + 1, when);
  }
}
