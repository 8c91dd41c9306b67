package hearth.core.delivery;

import hearth.core.Lists;
import hearth.core.fleet.Server;
import hearth.core.note.Note;
import hearth.core.port.Ports;
import hearth.core.port.Result;
import hearth.core.state.Draft;
import hearth.core.state.State;
import hearth.core.wanted.InboxMessage;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The agent's inbox queue. */
final class InboxTarget implements Target {
  record Send(InboxMessage message) implements Action<Result.Delivered> {
    @Override
    public Result.Delivered perform(Ports ports, Server server, Instant now) {
      return ports.outbox().inbox(server, message);
    }

    @Override
    public void record(Draft d, Result.Delivered result) {
      if (result instanceof Result.Done) {
        d.azure.inbox(Lists.without(d.azure.inbox(), other -> other.id().equals(message.id())));
        return;
      }
      if (result instanceof Result.Refused refused) {
        d.tellOperatorOnce(
            "inbox",
            new Note.AzureRefused("agent-" + d.server.name(), refused.code(), refused.message()));
      }
      Instant again =
          d.now.plus(
              Retry.wait(result, result instanceof Result.Refused ? Retry.LONG : Retry.SHORT));
      d.azure.inbox(
          Lists.mapped(
              d.azure.inbox(),
              other -> other.id().equals(message.id()) ? other.later(again) : other));
    }

    @Override
    public Result.Delivered unsure(Result.Later later) {
      return later;
    }

    @Override
    public String toString() {
      return "inbox " + message.id();
    }
  }

  @Override
  public @Nullable Action<?> due(Server server, State state, Findings findings, Instant now) {
    List<InboxMessage> inbox = state.azure().inbox();
    return inbox.isEmpty() || !Target.isDue(inbox.getFirst().notBefore(), now)
        ? null
        : new Send(inbox.getFirst());
  }

  @Override
  public @Nullable Instant retryAt(Draft d) {
    Instant next = null;
    for (InboxMessage message : d.azure.inbox()) {
      next = d.sooner(next, message.notBefore());
    }
    return next;
  }

  @Override
  public boolean isSettled(Draft d) {
    return d.azure.inbox().isEmpty();
  }
}
