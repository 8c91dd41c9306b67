package hearth.core;

import java.time.Instant;

/**
 * Announcements, one after the other in each channel: a later line never stands above an earlier
 * one.
 */
final class AnnouncementTarget implements Target {
  /**
   * @param thread the message in whose thread it stands, or null for the channel itself
   */
  record Post(Announcement announcement, String thread) implements Action<Result.Delivered> {
    @Override
    public Result.Delivered perform(Ports ports, Server server, Instant now) {
      String channel = announcement.toOperator() ? ports.operatorChannel() : server.channel();
      return channel == null
          ? new Result.Refused("no-operator-channel", "the fleet names no operatorChannel")
          : ports.chat().post(server, channel, thread, announcement);
    }

    @Override
    public void record(Draft d, Result.Delivered result) {
      if (result instanceof Result.Later later) {
        Instant again = d.now.plus(Retry.wait(later, Retry.SHORT));
        String owner = d.lease == null ? "" : d.lease.owner();
        d.announcements.replaceAll(
            other ->
                other.n() != announcement.n()
                    ? other
                    : later.unsure() ? other.unsureUntil(again) : other.refusedUntil(again, owner));
        return;
      }
      d.announcements.removeIf(other -> other.n() == announcement.n());
      if (result instanceof Result.Refused refused && !announcement.toOperator()) {
        d.tellChannelRefused(refused);
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
  public Action<?> due(Server server, State state, Findings findings, Instant now) {
    boolean channel = true;
    boolean operator = true;
    for (Announcement a : state.announcements()) {
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
    String owner = d.lease.owner();
    boolean channel = true;
    boolean operator = true;
    for (int i = 0; i < d.announcements.size(); i++) {
      Announcement a = d.announcements.get(i);
      boolean first = a.toOperator() ? operator : channel;
      if (first && Target.isDue(a.notBefore(), d.now)) {
        d.announcements.set(i, a.attempted(d.now, owner));
      }
      if (!a.isHeld(d.now)) {
        operator &= !a.toOperator();
        channel &= a.toOperator();
      }
    }
  }

  /** A thread hangs at the session message and has its id; before that is posted there is none. */
  private static String thread(Server server, State state) {
    return server.announce().inThread() && state.message() != null
        ? state.message().messageId()
        : null;
  }

  @Override
  public Instant retryAt(Draft d) {
    Instant next = null;
    for (Announcement announcement : d.announcements) {
      next = d.sooner(next, announcement.notBefore());
    }
    return next;
  }

  @Override
  public boolean isSettled(Draft d) {
    return d.announcements.isEmpty();
  }
}
