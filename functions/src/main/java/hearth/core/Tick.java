package hearth.core;

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
  Tick onQueue() {
    return new Tick(n, due, true);
  }
}
