package hearth.core.wanted;

import hearth.core.User;
import hearth.core.WithBuilder;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The delivery target 'private channel' of one session, with the connection details.
 *
 * @param session whose it is
 * @param channel Discord's id, or null until it was made
 * @param open whether it is wanted; otherwise it is to be removed
 * @param starter who sees it beside the settings' roles
 * @param access what stands in it, or null while that is not known
 * @param madeAt when it was tried to make it first, or null: one that is older is not ours
 * @param progress the progress of making, filling and removing it
 */
@WithBuilder
public record PrivateChannel(
    long session,
    @Nullable String channel,
    boolean open,
    User starter,
    @Nullable Access access,
    @Nullable Instant madeAt,
    Progress progress)
    implements Tracked {

  /**
   * How to join.
   *
   * @param address where
   * @param joinCode the game's join code, or null
   */
  public record Access(@Nullable String address, @Nullable String joinCode) {}

  public static PrivateChannel of(long session, User starter) {
    return new PrivateChannel(session, null, true, starter, null, null, Progress.FIRST);
  }

  /** Removed, and nothing is left to do. */
  public boolean isOver() {
    return !open && isDone();
  }

  public PrivateChannel showing(@Nullable String address, @Nullable String joinCode) {
    Access other = new Access(address, joinCode);
    return Objects.equals(access, other) ? this : changed().access(other).build();
  }

  /** It is about to be made, or looked for because nobody knows whether it was. */
  public PrivateChannel attempted(Instant now) {
    return channel == null && madeAt == null && open ? but().madeAt(now).build() : this;
  }

  public PrivateChannel closed() {
    return open ? changed().open(false).build() : this;
  }

  public PrivateChannel delivered(@Nullable String id, long accepted) {
    return but().channel(id == null ? channel : id).progress(progress.delivered(accepted)).build();
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
