package hearth.core.delivery;

import hearth.core.Lists;
import hearth.core.User;
import hearth.core.fleet.Server;
import hearth.core.note.Note;
import hearth.core.port.Ports;
import hearth.core.port.Result;
import hearth.core.state.Draft;
import hearth.core.state.State;
import hearth.core.wanted.Announcement;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Announcements, one after the other in each channel: a later line never stands above an earlier
 * one.
 */
final class AnnouncementTarget implements Target {
  /**
   * @param thread the message in whose thread it stands, or null for the channel itself
   */
  record Post(Announcement announcement, @Nullable String thread)
      implements Action<Result.Delivered> {
    @Override
    public Result.Delivered perform(Ports ports, Server server, Instant now) {
      String channel = announcement.toOperator() ? ports.operatorChannel() : server.channel().id();
      return channel == null
          ? new Result.Refused("no-operator-channel", "the fleet names no operatorChannel")
          : ports.chat().post(server, channel, thread, announcement);
    }

    @Override
    public void record(Draft d, Result.Delivered result) {
      if (result instanceof Result.Later later) {
        Instant again = d.now.plus(Retry.wait(later, Retry.SHORT));
        String owner = d.delivery.lease() == null ? "" : d.delivery.lease().owner();
        d.discord.announcements(
            Lists.mapped(
                d.discord.announcements(),
                other ->
                    other.n() != announcement.n()
                        ? other
                        : later.unsure()
                            ? other.unsureUntil(again)
                            : other.refusedUntil(again, owner)));
        return;
      }
      d.discord.announcements(
          Lists.without(d.discord.announcements(), other -> other.n() == announcement.n()));
      if (result instanceof Result.Refused refused && !announcement.toOperator()) {
        Target.tellChannelRefused(d, d.server.channel().id(), refused);
        User waiting = announcement.note().waitedFor();
        if (waiting != null) {
          d.tellOperator(new Note.AnswerRefused(waiting, refused.said()));
        }
      }
    }

    @Override
    public Result.Delivered unsure(Result.Later later) {
      return later;
    }

    @Override
    public String toString() {
      return "announce " + announcement.n();
    }
  }

  @Override
  public @Nullable Action<?> due(Server server, State state, Findings findings, Instant now) {
    List<Announcement> all = state.discord().announcements();
    boolean channel = !rests(all, false, now);
    boolean operator = !rests(all, true, now);
    for (Announcement a : all) {
      boolean first = a.toOperator() ? operator : channel;
      if (first && Target.isDue(a.notBefore(), now) && !a.isLost(now)) {
        return new Post(a, a.toOperator() ? null : thread(server, state));
      }
      if (!a.isHeld(now)) {
        operator &= !a.toOperator();
        channel &= a.toOperator();
      }
    }
    return null;
  }

  @Override
  public void stamp(Draft d) {
    String owner = d.delivery.lease().owner();
    boolean channel = !rests(d.discord.announcements(), false, d.now);
    boolean operator = !rests(d.discord.announcements(), true, d.now);
    for (int i = 0; i < d.discord.announcements().size(); i++) {
      Announcement a = d.discord.announcements().get(i);
      boolean first = a.toOperator() ? operator : channel;
      if (first && Target.isDue(a.notBefore(), d.now)) {
        d.discord.announcements(
            Lists.replaced(d.discord.announcements(), i, a.attempted(d.now, owner)));
      }
      if (!a.isHeld(d.now)) {
        operator &= !a.toOperator();
        channel &= a.toOperator();
      }
    }
  }

  /**
   * Whether the channel is to be left alone: a line that was tried there must wait, and what was
   * held before it, and comes due meanwhile, waits with it.
   */
  private static boolean rests(List<Announcement> all, boolean operator, Instant now) {
    for (Announcement a : all) {
      boolean waits = a.toOperator() == operator && !Target.isDue(a.notBefore(), now);
      // What is too much for a minute waits for the next one, and nothing for it.
      if (waits && !a.isHeld(now) && !(a.note() instanceof Note.Folded)) {
        return true;
      }
    }
    return false;
  }

  /** A thread hangs at the session message and has its id; before that is posted there is none. */
  private static @Nullable String thread(Server server, State state) {
    return server.channel().announce().inThread() && state.discord().message() != null
        ? state.discord().message().messageId()
        : null;
  }

  @Override
  public @Nullable Instant retryAt(Draft d) {
    Instant next = null;
    for (Announcement announcement : d.discord.announcements()) {
      next = d.sooner(next, announcement.notBefore());
    }
    return next;
  }

  @Override
  public boolean isSettled(Draft d) {
    return d.discord.announcements().isEmpty();
  }
}
