package hearth.core;

import java.time.Instant;
import java.util.List;

/**
 * What the lease's owner does next. The tick goes first, for it is what wakes a successor; Azure
 * goes before Discord, for a machine takes minutes and a message does not.
 */
final class Agenda {
  private Agenda() {}

  /**
   * The next call, or null where nothing is due.
   *
   * @param observed the scale set as seen under this very lease, or null
   * @param withTick false after the tick could not be sent in this run
   */
  static Action next(
      Server server, State state, ScaleSetView observed, Instant now, boolean withTick) {
    Action action = withTick ? tick(state) : null;
    action = action == null ? inbox(state, now) : action;
    action = action == null ? scale(state, observed, now) : action;
    action = action == null ? look(state, now) : action;
    action = action == null ? stray(state, observed, now) : action;
    action = action == null ? hostname(state, now) : action;
    action = action == null ? reply(state, now) : action;
    action = action == null ? announcement(server, state, now) : action;
    action = action == null ? privateChannel(state, now) : action;
    return action == null ? session(server, state, now) : action;
  }

  /**
   * Notes on the messages that may be posted next that they are being tried: this must be saved
   * before they leave.
   */
  static State stamped(Server server, State state, Instant now) {
    if (state.lease() == null) {
      return state;
    }
    String owner = state.lease().owner();
    Draft d = new Draft(server, state, now);
    boolean channel = true;
    boolean operator = true;
    for (int i = 0; i < d.announcements.size(); i++) {
      Announcement a = d.announcements.get(i);
      boolean first = a.toOperator() ? operator : channel;
      if (first && isDue(a.notBefore(), now)) {
        d.announcements.set(i, a.attempted(now, owner));
      }
      if (!a.isHeld(now)) {
        operator &= !a.toOperator();
        channel &= a.toOperator();
      }
    }
    if (d.message != null && !d.message.isDone() && isDue(d.message.notBefore(), now)) {
      d.message = d.message.attempted(now);
    }
    return d.state();
  }

  private static Action tick(State state) {
    return state.tick() == null || state.tick().sent() ? null : new Action.SendTick(state.tick());
  }

  private static Action inbox(State state, Instant now) {
    List<InboxMessage> inbox = state.inbox();
    return inbox.isEmpty() || !isDue(inbox.getFirst().notBefore(), now)
        ? null
        : new Action.SendInbox(inbox.getFirst());
  }

  private static Action scale(State state, ScaleSetView observed, Instant now) {
    Scale scale = state.scale();
    if (scale == null || scale.isDone() || !isDue(scale.notBefore(), now)) {
      return null;
    }
    if (scale.capacity() > 0 && !state.inbox().isEmpty()) {
      // A machine that comes up must find its key waiting.
      return null;
    }
    return observed == null || !observed.scaleSet().equals(scale.scaleSet())
        ? new Action.Look(scale.scaleSet(), scale.operation())
        : new Action.SetCapacity(scale, observed.etag());
  }

  private static Action look(State state, Instant now) {
    Scale scale = state.scale();
    boolean wanted = scale != null && scale.isDone() && state.lookAt() != null;
    if (wanted && isDue(state.lookAt(), now)) {
      return new Action.Look(scale.scaleSet(), scale.operation());
    }
    if (state.looks().isEmpty()) {
      return null;
    }
    String swept = state.looks().getFirst();
    boolean present = scale != null && scale.scaleSet().equals(swept);
    return new Action.Look(swept, present ? scale.operation() : null);
  }

  private static Action stray(State state, ScaleSetView observed, Instant now) {
    for (Scale stray : state.strays()) {
      if (isDue(stray.notBefore(), now)) {
        boolean seen = observed != null && observed.scaleSet().equals(stray.scaleSet());
        return seen
            ? new Action.SetCapacity(stray, observed.etag())
            : new Action.Look(stray.scaleSet(), null);
      }
    }
    return null;
  }

  private static Action hostname(State state, Instant now) {
    Hostname hostname = state.hostname();
    return hostname == null || hostname.isDone() || !isDue(hostname.notBefore(), now)
        ? null
        : new Action.PointName(hostname);
  }

  private static Action reply(State state, Instant now) {
    for (Reply reply : state.replies()) {
      if (!reply.isDone() && isDue(reply.notBefore(), now)) {
        return new Action.EditReply(reply);
      }
    }
    return null;
  }

  /** One after the other in each channel: a later line never stands above an earlier one. */
  private static Action announcement(Server server, State state, Instant now) {
    boolean channel = true;
    boolean operator = true;
    for (Announcement a : state.announcements()) {
      boolean first = a.toOperator() ? operator : channel;
      if (first && isDue(a.notBefore(), now) && !a.isLost(now)) {
        return new Action.Announce(a, a.toOperator() ? null : thread(server, state));
      }
      if (!a.isHeld(now)) {
        operator &= !a.toOperator();
        channel &= a.toOperator();
      }
    }
    return null;
  }

  /** A thread hangs at the session message and has its id; before that is posted there is none. */
  private static String thread(Server server, State state) {
    return server.announce().inThread() && state.message() != null
        ? state.message().messageId()
        : null;
  }

  private static Action privateChannel(State state, Instant now) {
    PrivateChannel channel = state.privateChannel();
    return channel == null || channel.isDone() || !isDue(channel.notBefore(), now)
        ? null
        : new Action.KeepPrivate(channel);
  }

  private static Action session(Server server, State state, Instant now) {
    SessionMessage message = state.message();
    return message == null || message.isDone() || !isDue(message.notBefore(), now)
        ? null
        : new Action.ShowSession(message, Views.session(server, state));
  }

  private static boolean isDue(Instant notBefore, Instant now) {
    return notBefore == null || !notBefore.isAfter(now);
  }
}
