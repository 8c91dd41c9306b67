package hearth.core;

import java.time.Duration;
import java.time.Instant;

/** The session's private channel: a convenience, given up where Discord refuses it. */
final class PrivateChannelTarget implements Target {
  record Keep(PrivateChannel channel) implements Action<Result.Delivered> {
    @Override
    public Result.Delivered perform(Ports ports, Server server, Instant now) {
      return ports.chat().keep(server, channel);
    }

    @Override
    public void record(Draft d, Result.Delivered result) {
      if (d.privateChannel == null || d.privateChannel.session() != channel.session()) {
        return;
      }
      if (result instanceof Result.Done done) {
        d.privateChannel = d.privateChannel.delivered(done.reference(), channel.revision());
        return;
      }
      if (result instanceof Result.Refused refused) {
        d.privateChannel = d.privateChannel.delivered(null, channel.revision());
        d.tellChannelRefused(refused);
        return;
      }
      Duration least = Retry.backOff(d.privateChannel.attempts());
      d.privateChannel = d.privateChannel.later(d.now.plus(Retry.wait(result, least)));
    }

    @Override
    public Result.Delivered unsure(Result.Later later) {
      return later;
    }

    @Override
    public String toString() {
      return "private channel " + channel.revision();
    }
  }

  @Override
  public Action<?> due(Server server, State state, Findings findings, Instant now) {
    PrivateChannel channel = state.privateChannel();
    return channel == null || channel.isDone() || !Target.isDue(channel.notBefore(), now)
        ? null
        : new Keep(channel);
  }

  @Override
  public Instant retryAt(Draft d) {
    return isSettled(d) ? null : d.privateChannel.notBefore();
  }

  @Override
  public boolean isSettled(Draft d) {
    return d.privateChannel == null || d.privateChannel.isDone();
  }
}
