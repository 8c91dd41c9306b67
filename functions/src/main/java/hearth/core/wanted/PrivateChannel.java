package hearth.core.wanted;

import hearth.core.User;
import hearth.core.WithBuilder;
import java.time.Instant;
import java.util.Objects;

/**
 * The delivery target 'private channel' of one session, with the connection details.
 *
 * @param session whose it is
 * @param channel Discord's id, or null until it was made
 * @param open whether it is wanted; otherwise it is to be removed
 * @param starter who sees it beside the settings' roles
 * @param address what stands in it, or null while that is not known
 * @param joinCode the game's join code, or null
 * @param progress how far it got
 */
@WithBuilder
public record PrivateChannel(
    long session,
    String channel,
    boolean open,
    User starter,
    String address,
    String joinCode,
    Progress progress)
    implements Tracked {

  public static PrivateChannel of(long session, User starter) {
    return new PrivateChannel(session, null, true, starter, null, null, Progress.FIRST);
  }

  /** Removed, and nothing is left to do. */
  public boolean isOver() {
    return !open && isDone();
  }

  public PrivateChannel showing(String newAddress, String newCode) {
    return Objects.equals(address, newAddress) && Objects.equals(joinCode, newCode)
        ? this
        : changed().address(newAddress).joinCode(newCode).build();
  }

  public PrivateChannel closed() {
    return open ? changed().open(false).build() : this;
  }

  public PrivateChannel delivered(String id, long accepted) {
    return but()
        .channel(id == null ? channel : id)
        .progress(progress.delivered(accepted))
        .build();
  }

  public PrivateChannel later(Instant when) {
    return but().progress(progress.later(when)).build();
  }

  private PrivateChannelBuilder changed() {
    return but().progress(Progress.after(progress));
  }

  private PrivateChannelBuilder but() {
    return PrivateChannelBuilder.builder(this);
  }
}
