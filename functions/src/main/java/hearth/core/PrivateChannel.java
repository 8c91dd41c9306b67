package hearth.core;

import java.time.Instant;

/**
 * The delivery target 'private channel' of one session, with the connection details.
 *
 * @param session whose it is
 * @param channel Discord's id, or null until it was made
 * @param open whether it is wanted; otherwise it is to be removed
 * @param starter who sees it beside the settings' roles
 * @param address what stands in it, or null while that is not known
 * @param joinCode the game's join code, or null
 * @param revision grows with every change
 * @param done the revision that Discord last accepted
 * @param attempts failed attempts in a row
 * @param notBefore the next attempt's time, or null
 */
public record PrivateChannel(
    long session,
    String channel,
    boolean open,
    User starter,
    String address,
    String joinCode,
    long revision,
    long done,
    int attempts,
    Instant notBefore) {

  static PrivateChannel of(long session, User starter) {
    return new PrivateChannel(session, null, true, starter, null, null, 1, 0, 0, null);
  }

  boolean isDone() {
    return done == revision;
  }

  /** Removed, and nothing is left to do. */
  boolean isOver() {
    return !open && isDone();
  }

  PrivateChannel showing(String newAddress, String newCode) {
    return java.util.Objects.equals(address, newAddress)
            && java.util.Objects.equals(joinCode, newCode)
        ? this
        : with(channel, open, newAddress, newCode, revision + 1, done, 0, null);
  }

  PrivateChannel closed() {
    return open ? with(channel, false, address, joinCode, revision + 1, done, 0, null) : this;
  }

  PrivateChannel delivered(String id, long accepted) {
    return with(
        id == null ? channel : id,
        open,
        address,
        joinCode,
        revision,
        Math.max(done, accepted),
        0,
        null);
  }

  PrivateChannel later(Instant when) {
    return with(channel, open, address, joinCode, revision, done, attempts + 1, when);
  }

  private PrivateChannel with(
      String newChannel,
      boolean newOpen,
      String newAddress,
      String newCode,
      long newRevision,
      long newDone,
      int newAttempts,
      Instant newNotBefore) {
    return new PrivateChannel(
        session,
        newChannel,
        newOpen,
        starter,
        newAddress,
        newCode,
        newRevision,
        newDone,
        newAttempts,
        newNotBefore);
  }
}
