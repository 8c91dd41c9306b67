package hearth.core.delivery;

import hearth.core.fleet.Server;
import hearth.core.port.Ports;
import hearth.core.port.Result;
import hearth.core.state.Draft;
import hearth.core.state.SessionView;
import hearth.core.state.State;
import hearth.core.state.Views;
import hearth.core.wanted.SessionMessage;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The session message: posted once, then edited. */
final class SessionMessageTarget implements Target {
  record Show(SessionMessage message, SessionView view) implements Action<Result.Shown> {
    @Override
    public Result.Shown perform(Ports ports, Server server, Instant now) {
      return ports.chat().show(server, message, view.asOf(now));
    }

    @Override
    public void record(Draft d, Result.Shown result) {
      if (d.discord.message() == null || d.discord.message().session() != message.session()) {
        return;
      }
      SessionMessage m = d.discord.message();
      switch (result) {
        case Result.Done done ->
            d.discord.message(m.delivered(done.reference(), message.revision()));
        case Result.Gone gone -> d.discord.message(m.lost());
        case Result.Later later ->
            d.discord.message(m.later(d.now.plus(Retry.wait(later, Retry.backOff(m.attempts())))));
        case Result.Refused refused -> {
          Duration wait = Retry.afterRefusal(m.refusals());
          Instant again = wait == null ? null : d.now.plus(wait);
          d.discord.message(m.refused(message.revision(), again));
          Target.tellChannelRefused(d, d.server.channel().id(), refused);
        }
      }
    }

    @Override
    public Result.Shown unsure(Result.Later later) {
      return later;
    }

    @Override
    public String toString() {
      return "session message " + message.revision();
    }
  }

  @Override
  public @Nullable Action<?> due(Server server, State state, Findings findings, Instant now) {
    SessionMessage message = state.discord().message();
    SessionView view = Views.session(server, state);
    return message == null
            || view == null
            || message.isDone()
            || !Target.isDue(message.notBefore(), now)
        ? null
        : new Show(message, view);
  }

  @Override
  public void stamp(Draft d) {
    if (d.discord.message() != null
        && !d.discord.message().isDone()
        && Target.isDue(d.discord.message().notBefore(), d.now)) {
      d.discord.message(d.discord.message().attempted(d.now));
    }
  }

  @Override
  public @Nullable Instant retryAt(Draft d) {
    return isSettled(d) ? null : d.discord.message().notBefore();
  }

  @Override
  public boolean isSettled(Draft d) {
    return d.discord.message() == null || d.discord.message().isDone();
  }
}
