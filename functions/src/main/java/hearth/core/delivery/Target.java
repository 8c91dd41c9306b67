package hearth.core.delivery;

import hearth.core.fleet.Server;
import hearth.core.note.Note;
import hearth.core.port.Result;
import hearth.core.state.Draft;
import hearth.core.state.State;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One thing in the world that should come to match the state: a capacity, a reply, a name. A target
 * is one class and one name in this list, which is also the order in which the lease's owner serves
 * them: the tick goes first, for it is what wakes a successor; Azure goes before Discord, for a
 * machine takes minutes and a message does not.
 */
sealed interface Target
    permits TickTarget,
        InboxTarget,
        CapacityTarget,
        LookTarget,
        OrphanTarget,
        SurplusTarget,
        HostnameTarget,
        ReplyTarget,
        AnnouncementTarget,
        PrivateChannelTarget,
        SessionMessageTarget {

  /** The call that is due now, or null. */
  @Nullable Action<?> due(Server server, State state, Findings findings, Instant now);

  /** When the next attempt is due, or null where none is planned; what is past does not count. */
  @Nullable Instant retryAt(Draft d);

  /** Whether everything wanted of it has been done. */
  boolean isSettled(Draft d);

  /**
   * Notes that the next call is about to be made, where it may be made once only; this is saved
   * before it leaves.
   */
  default void stamp(Draft d) {}

  /**
   * Discord refuses a channel, or to make one where that is null: told to the operator, once a
   * session for each.
   */
  static void tellChannelRefused(Draft d, @Nullable String channel, Result.Refused refused) {
    String key = channel == null ? "private channel" : "channel " + channel;
    d.tellOperatorOnce(key, new Note.ChannelRefused(channel, refused.said()));
  }

  static boolean isDue(@Nullable Instant notBefore, Instant now) {
    return notBefore == null || !notBefore.isAfter(now);
  }
}
