package hearth.core.wanted;

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

  public boolean isDone() {
    return done == revision;
  }

  public Hostname delivered(long accepted) {
    return new Hostname(address, revision, Math.max(done, accepted), 0, null);
  }

  public Hostname later(Instant when) {
    return new Hostname(address, revision, done, attempts + 1, when);
  }
}
