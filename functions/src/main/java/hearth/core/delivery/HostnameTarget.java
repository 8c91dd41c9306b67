package hearth.core.delivery;

import hearth.core.fleet.Server;
import hearth.core.note.Note;
import hearth.core.port.Ports;
import hearth.core.port.Result;
import hearth.core.state.Draft;
import hearth.core.state.State;
import hearth.core.wanted.Hostname;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The stable name. One that cannot be kept is the operator's business: players get the address. */
final class HostnameTarget implements Target {
  record Point(Hostname hostname) implements Action<Result.Delivered> {
    @Override
    public Result.Delivered perform(Ports ports, Server server, Instant now) {
      return ports.names().point(server, hostname.address());
    }

    @Override
    public void record(Draft d, Result.Delivered result) {
      if (d.azure.hostname() == null || d.azure.hostname().revision() != hostname.revision()) {
        return;
      }
      if (result instanceof Result.Done) {
        d.azure.hostname(d.azure.hostname().delivered(hostname.revision()));
        return;
      }
      if (result instanceof Result.Refused refused) {
        String host = d.server.stableName() == null ? "" : d.server.stableName().host();
        d.tellOperatorOnce("name", new Note.AzureRefused(host, refused.code(), refused.message()));
      }
      Duration least =
          result instanceof Result.Refused
              ? Retry.LONG
              : Retry.backOff(d.azure.hostname().attempts());
      d.azure.hostname(d.azure.hostname().later(d.now.plus(Retry.wait(result, least))));
    }

    @Override
    public Result.Delivered unsure(Result.Later later) {
      return later;
    }

    @Override
    public String toString() {
      return "name " + hostname.revision();
    }
  }

  @Override
  public @Nullable Action<?> due(Server server, State state, Findings findings, Instant now) {
    Hostname hostname = state.azure().hostname();
    return hostname == null || hostname.isDone() || !Target.isDue(hostname.notBefore(), now)
        ? null
        : new Point(hostname);
  }

  @Override
  public @Nullable Instant retryAt(Draft d) {
    return isSettled(d) ? null : d.azure.hostname().notBefore();
  }

  @Override
  public boolean isSettled(Draft d) {
    return d.azure.hostname() == null || d.azure.hostname().isDone();
  }
}
