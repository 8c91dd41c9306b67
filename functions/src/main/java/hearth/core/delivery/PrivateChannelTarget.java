package hearth.core.delivery;

import hearth.core.fleet.Server;
import hearth.core.port.Ports;
import hearth.core.port.Result;
import hearth.core.state.Draft;
import hearth.core.state.State;
import hearth.core.wanted.PrivateChannel;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The session's private channel: a convenience, and one session's alone. */
final class PrivateChannelTarget implements Target {
  record Keep(PrivateChannel channel) implements Action<Result.Delivered> {
    @Override
    public Result.Delivered perform(Ports ports, Server server, Instant now) {
      return ports.chat().keep(server, channel);
    }

    @Override
    public void record(Draft d, Result.Delivered result) {
      if (d.discord.privateChannel() == null
          || d.discord.privateChannel().session() != channel.session()) {
        return;
      }
      if (result instanceof Result.Done done) {
        d.discord.privateChannel(
            d.discord.privateChannel().delivered(done.reference(), channel.revision()));
        return;
      }
      if (result instanceof Result.Refused refused) {
        PrivateChannel present = d.discord.privateChannel();
        Duration wait = Retry.afterRefusal(present.attempts());
        d.discord.privateChannel(
            wait == null
                ? present.delivered(null, channel.revision())
                : present.later(d.now.plus(wait)));
        Target.tellChannelRefused(d, channel.channel(), refused);
        return;
      }
      Duration least = Retry.backOff(d.discord.privateChannel().attempts());
      d.discord.privateChannel(
          d.discord.privateChannel().later(d.now.plus(Retry.wait(result, least))));
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
  public @Nullable Action<?> due(Server server, State state, Findings findings, Instant now) {
    PrivateChannel channel = state.discord().privateChannel();
    return channel == null || channel.isDone() || !Target.isDue(channel.notBefore(), now)
        ? null
        : new Keep(channel);
  }

  @Override
  public void stamp(Draft d) {
    PrivateChannel channel = d.discord.privateChannel();
    if (channel != null && !channel.isDone() && Target.isDue(channel.notBefore(), d.now)) {
      d.discord.privateChannel(channel.attempted(d.now));
    }
  }

  @Override
  public @Nullable Instant retryAt(Draft d) {
    return isSettled(d) ? null : d.discord.privateChannel().notBefore();
  }

  @Override
  public boolean isSettled(Draft d) {
    return d.discord.privateChannel() == null || d.discord.privateChannel().isDone();
  }
}
