package hearth.core.delivery;

import hearth.core.fleet.Server;
import hearth.core.port.Ports;
import hearth.core.port.Result;
import hearth.core.state.Draft;
import hearth.core.state.State;
import hearth.core.wanted.Tick;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The delayed message that wakes a successor. */
final class TickTarget implements Target {
  record Send(Tick tick) implements Action<Result.Sent> {
    @Override
    public Result.Sent perform(Ports ports, Server server, Instant now) {
      return ports.outbox().tick(server, tick, now);
    }

    @Override
    public void record(Draft d, Result.Sent result) {
      if (result instanceof Result.Done
          && d.delivery.tick() != null
          && d.delivery.tick().n() == tick.n()) {
        d.delivery.tick(tick.onQueue());
      }
    }

    @Override
    public Findings learn(Findings before, Result.Sent result) {
      return new Findings(before.observed(), result instanceof Result.Done);
    }

    @Override
    public Result.Sent unsure(Result.Later later) {
      return later;
    }

    @Override
    public String toString() {
      return "tick " + tick.n();
    }
  }

  @Override
  public @Nullable Action<?> due(Server server, State state, Findings findings, Instant now) {
    Tick tick = state.delivery().tick();
    return tick != null && !tick.sent() && findings.withTick() ? new Send(tick) : null;
  }

  @Override
  public @Nullable Instant retryAt(Draft d) {
    return null;
  }

  @Override
  public boolean isSettled(Draft d) {
    return true;
  }
}
