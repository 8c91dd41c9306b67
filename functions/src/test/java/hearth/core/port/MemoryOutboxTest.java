package hearth.core.port;

import java.time.Instant;
import java.util.List;

class MemoryOutboxTest extends OutboxContract {
  private MemoryOutbox outbox;

  @Override
  protected Outbox outbox(String server) {
    outbox = new MemoryOutbox(server);
    return outbox;
  }

  @Override
  protected List<Long> ticks(String server) {
    return outbox.due(server, Instant.parse("2026-11-20T20:00:01Z"));
  }

  @Override
  protected List<String> inbox(String server) {
    return outbox.take(server).stream().map(MemoryOutbox::word).toList();
  }
}
