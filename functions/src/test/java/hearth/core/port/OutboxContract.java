package hearth.core.port;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import hearth.core.fleet.Limits;
import hearth.core.fleet.Placement;
import hearth.core.fleet.Server;
import hearth.core.fleet.Servers;
import hearth.core.wanted.InboxMessage;
import hearth.core.wanted.Tick;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What the queues promise that Hearth writes to, whatever is behind them. */
public abstract class OutboxContract {
  private static final Instant NOW = Instant.parse("2026-11-20T20:00:00Z");
  private final String name = "s" + UUID.randomUUID().toString().substring(0, 8);

  /** Queues with an inbox for that server, and with none for any other but those asked for. */
  protected abstract Outbox outbox(String server);

  /** What a reader of {@code commands} is handed now for that server: the ticks' numbers. */
  protected abstract List<Long> ticks(String server);

  /** What the machine's agent is handed now: types and generations, in order. */
  protected abstract List<String> inbox(String server);

  @Test
  public void aTickIsThereWhenItIsDueAndNotBefore() {
    Outbox outbox = outbox(name);
    assertInstanceOf(
        Result.Done.class,
        outbox.tick(server(name), new Tick(18, NOW.plusSeconds(90), false), NOW));
    assertInstanceOf(Result.Done.class, outbox.tick(server(name), new Tick(17, NOW, false), NOW));
    assertEquals(List.of(17L), ticks(name));
  }

  @Test
  public void ordersWaitOneBehindTheOther() {
    Outbox outbox = outbox(name);
    outbox.inbox(server(name), message(InboxMessage.Type.HELLO, 3));
    outbox.inbox(server(name), message(InboxMessage.Type.SAY, 3));
    outbox.inbox(server(name), message(InboxMessage.Type.SAVE_AND_STOP, 3));
    assertEquals(List.of("hello 3", "say 3", "save-and-stop 3"), inbox(name));
  }

  @Test
  public void helloLeavesNothingOfAnOlderMachine() {
    Outbox outbox = outbox(name);
    outbox.inbox(server(name), message(InboxMessage.Type.SAVE_AND_STOP, 2));
    outbox.inbox(server(name), message(InboxMessage.Type.HELLO, 3));
    assertEquals(List.of("hello 3"), inbox(name));
  }

  @Test
  public void anInboxThatIsMissingIsARefusal() {
    Result result = outbox(name).inbox(server("nobody"), message(InboxMessage.Type.HELLO, 1));
    assertInstanceOf(Result.Refused.class, result);
  }

  private static InboxMessage message(InboxMessage.Type type, long generation) {
    return new InboxMessage("m-" + type, generation, type, false, "hi", NOW.plusSeconds(60), null);
  }

  private static Server server(String name) {
    return Servers.server(
        name,
        name,
        "1",
        "2",
        List.of(new Placement("a", "D2", true, 0)),
        Servers.everyone(),
        Limits.DEFAULT);
  }
}
