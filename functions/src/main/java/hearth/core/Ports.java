package hearth.core;

import java.time.Instant;

/**
 * The world as the lease's owner reaches it.
 *
 * @param scaleSets Azure's scale sets
 * @param chat Discord
 * @param outbox the queues
 * @param names stable host names
 * @param operatorChannel where the operator reads, or null
 */
public record Ports(
    ScaleSets scaleSets, Chat chat, Outbox outbox, Names names, String operatorChannel) {

  Result perform(Server server, Action action, Instant now) {
    return switch (action) {
      case Action.SendTick sent -> outbox.tick(server, sent.tick(), now);
      case Action.SendInbox sent -> outbox.inbox(server, sent.message());
      case Action.Look look -> scaleSets.look(look.scaleSet(), look.operation());
      case Action.SetCapacity set -> scaleSets.begin(set.scale(), set.etag());
      case Action.PointName point -> names.point(server, point.hostname().address());
      case Action.EditReply edit -> chat.edit(server, edit.reply());
      case Action.Announce post -> announce(server, post);
      case Action.KeepPrivate keep -> chat.keep(server, keep.channel());
      case Action.ShowSession show -> chat.show(server, show.message(), show.view());
    };
  }

  private Result announce(Server server, Action.Announce post) {
    Announcement announcement = post.announcement();
    String channel = announcement.toOperator() ? operatorChannel : server.channel();
    return channel == null
        ? new Result.Refused("no-operator-channel", "the fleet names no operatorChannel")
        : chat.post(server, channel, post.thread(), announcement);
  }
}
