package hearth.core;

import java.time.Instant;

/** The session message: posted once, then edited. */
final class SessionMessageTarget implements Target {
  record Show(SessionMessage message, SessionView view) implements Action<Result.Shown> {
    @Override
    public Result.Shown perform(Ports ports, Server server, Instant now) {
      return ports.chat().show(server, message, view);
    }

    @Override
    public void record(Draft d, Result.Shown result) {
      if (d.message == null || d.message.session() != message.session()) {
        return;
      }
      SessionMessage m = d.message;
      switch (result) {
        case Result.Done done -> d.message = m.delivered(done.reference(), message.revision());
        case Result.Gone gone -> d.message = m.lost();
        case Result.Later later ->
            d.message = m.later(d.now.plus(Retry.wait(later, Retry.backOff(m.attempts()))));
        case Result.Refused refused -> {
          d.message = m.givenUp();
          d.tellChannelRefused(refused);
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
  public Action<?> due(Server server, State state, Findings findings, Instant now) {
    SessionMessage message = state.message();
    return message == null || message.isDone() || !Target.isDue(message.notBefore(), now)
        ? null
        : new Show(message, Views.session(server, state));
  }

  @Override
  public void stamp(Draft d) {
    if (d.message != null && !d.message.isDone() && Target.isDue(d.message.notBefore(), d.now)) {
      d.message = d.message.attempted(d.now);
    }
  }

  @Override
  public Instant retryAt(Draft d) {
    return isSettled(d) ? null : d.message.notBefore();
  }

  @Override
  public boolean isSettled(Draft d) {
    return d.message == null || d.message.isDone();
  }
}
