package hearth.core.port;

import hearth.core.fleet.Server;
import hearth.core.wanted.InboxMessage;
import hearth.core.wanted.Tick;
import java.time.Duration;
import java.time.Instant;

/** The queues that Hearth itself writes to. */
public interface Outbox {

  /**
   * Sends a tick that is to arrive at its due time.
   *
   * @return {@link Result.Done} or {@link Result.Later}
   */
  Result.Sent tick(Server server, Tick tick, Instant now);

  /**
   * The time a tick stays hidden on its queue: full seconds, rounded up, for a tick that comes
   * before its time finds nothing to do.
   */
  static Duration hidden(Tick tick, Instant now) {
    long millis = Math.max(0, Duration.between(now, tick.due()).toMillis());
    return Duration.ofSeconds((millis + 999) / 1000);
  }

  /**
   * Puts a message into a server's inbox. {@code hello} empties the inbox first and carries the
   * generation's key.
   *
   * @return {@link Result.Done}, {@link Result.Later}, or {@link Result.Refused} where the queue is
   *     missing
   */
  Result.Delivered inbox(Server server, InboxMessage message);
}
