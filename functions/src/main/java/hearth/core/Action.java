package hearth.core;

/** One call that a lease's owner is to make. */
public sealed interface Action {

  /** Send the tick. */
  record SendTick(Tick tick) implements Action {}

  /** Put a message into the agent's inbox; {@code hello} empties it first. */
  record SendInbox(InboxMessage message) implements Action {}

  /** Look at a scale set and, if there is one, at the operation begun on it. */
  record Look(String scaleSet, String operation) implements Action {}

  /** Set a capacity, if the set is still as it was seen. */
  record SetCapacity(Scale scale, String etag) implements Action {}

  /** Point the stable name to the machine's address. */
  record PointName(Hostname hostname) implements Action {}

  /** Edit a deferred response. */
  record EditReply(Reply reply) implements Action {}

  /**
   * Post an announcement.
   *
   * @param thread the message in whose thread it stands, or null for the channel itself
   */
  record Announce(Announcement announcement, String thread) implements Action {}

  /** Make, fill or remove the session's private channel. */
  record KeepPrivate(PrivateChannel channel) implements Action {}

  /** Post the session message, or edit it where it has an id. */
  record ShowSession(SessionMessage message, SessionView view) implements Action {}
}
