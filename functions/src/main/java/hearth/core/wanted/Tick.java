package hearth.core.wanted;

import java.time.Instant;

/**
 * The one tick that is outstanding for a server.
 *
 * @param n its number
 * @param due when it is to arrive
 * @param sent whether it is on the queue
 */
public record Tick(long n, Instant due, boolean sent) {
  /** The same, sent. */
  public Tick onQueue() {
    return new Tick(n, due, true);
  }
}
