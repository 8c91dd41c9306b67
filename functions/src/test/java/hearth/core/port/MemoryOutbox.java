package hearth.core.port;

import hearth.core.fleet.Server;
import hearth.core.wanted.InboxMessage;
import hearth.core.wanted.Tick;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The queues in memory: the twin of the storage queues. */
public final class MemoryOutbox implements Outbox {
  private final Map<String, List<Tick>> ticks = new HashMap<>();
  private final Map<String, List<InboxMessage>> inboxes = new HashMap<>();

  /** With inboxes for these servers. */
  public MemoryOutbox(String... servers) {
    for (String server : servers) {
      inboxes.put(server, new ArrayList<>());
    }
  }

  @Override
  public Result.Sent tick(Server server, Tick tick, Instant now) {
    ticks.computeIfAbsent(server.name(), name -> new ArrayList<>()).add(tick);
    return new Result.Done(null);
  }

  @Override
  public Result.Delivered inbox(Server server, InboxMessage message) {
    List<InboxMessage> inbox = inboxes.get(server.name());
    if (inbox == null) {
      return new Result.Refused("QueueNotFound", "the queue is missing");
    }
    if (message.type() == InboxMessage.Type.HELLO) {
      inbox.clear();
    }
    inbox.add(message);
    return new Result.Done(null);
  }

  /** The ticks of a server that are due by then. */
  public List<Long> due(String server, Instant now) {
    return ticks.getOrDefault(server, List.of()).stream()
        .filter(tick -> !tick.due().isAfter(now))
        .map(Tick::n)
        .toList();
  }

  /** Takes all that waits for a server's agent. */
  public List<InboxMessage> take(String server) {
    List<InboxMessage> taken = List.copyOf(inboxes.get(server));
    inboxes.get(server).clear();
    return taken;
  }

  public static String word(InboxMessage message) {
    String type = message.type().name().toLowerCase(Locale.ROOT).replace('_', '-');
    return type + " " + message.generation();
  }
}
