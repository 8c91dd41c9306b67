package hearth.core.fleet;

import java.util.Set;

/**
 * The announcements that a server's channel gets; the session message shows it all.
 *
 * @param kinds what is told
 * @param silent whether these messages notify nobody
 * @param inThread whether they stand in the session message's thread instead of the channel
 */
public record AnnouncementPolicy(Set<Kind> kinds, boolean silent, boolean inThread) {

  /** Everything, with notifications. */
  public static final AnnouncementPolicy ALL =
      new AnnouncementPolicy(Set.of(Kind.values()), false, false);

  /** A kind of announcement. */
  public enum Kind {
    /** Somebody joined. */
    JOIN,
    /** Somebody left. */
    LEAVE,
    /** Players can join. */
    READY,
    /** It stops soon, or stays on after all; the budget is nearly spent. */
    WARNING,
    /** A machine was lost, or another place is tried, at another price perhaps. */
    MACHINE,
    /** It stopped, and whether the world was saved. */
    STOPPED
  }
}
