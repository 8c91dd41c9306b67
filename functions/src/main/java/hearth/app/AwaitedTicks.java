package hearth.app;

import hearth.core.fleet.Server;
import hearth.core.port.Outbox;
import hearth.core.port.Result;
import hearth.core.wanted.InboxMessage;
import hearth.core.wanted.Tick;
import java.time.Duration;
import java.time.Instant;

/**
 * Has the ticks that fall due within a minute looked for when they do: while a machine comes up or
 * goes, or a call is tried again, somebody waits for what follows. Later ones have time for the
 * trigger.
 */
record AwaitedTicks(Outbox outbox, AwaitedMessages awaited) implements Outbox {
  private static final Duration SOON = Duration.ofMinutes(1);

  @Override
  public Result.Sent tick(Server server, Tick tick, Instant now) {
    Result.Sent sent = outbox.tick(server, tick, now);
    Duration hidden = Outbox.hidden(tick, now);
    if (sent instanceof Result.Done && hidden.compareTo(SOON) <= 0) {
      awaited.expectTick(server.name(), tick.n(), hidden.toMillis());
    }
    return sent;
  }

  @Override
  public Result.Delivered inbox(Server server, InboxMessage message) {
    return outbox.inbox(server, message);
  }
}
