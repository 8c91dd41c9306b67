package hearth.core.wanted;

import hearth.core.Lists;
import hearth.core.WithBuilder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The wanted state of Discord, each target with how far it got.
 *
 * @param replies answers not yet given
 * @param announcements messages not yet posted, oldest first
 * @param announced the number of the newest announcement
 * @param message the session message, or null before the first session
 * @param privateChannel the private channel of the session, or null
 * @param pace how much was told in this minute of what machines report, or null
 */
@WithBuilder
public record DiscordWanted(
    List<Reply> replies,
    List<Announcement> announcements,
    long announced,
    @Nullable SessionMessage message,
    @Nullable PrivateChannel privateChannel,
    @Nullable Pace pace) {
  /** Nothing. */
  public static final DiscordWanted NOTHING =
      new DiscordWanted(List.of(), List.of(), 0, null, null, null);

  /** A list that is missing in a stored state is empty. */
  public DiscordWanted {
    replies = Lists.orEmpty(replies);
    announcements = Lists.orEmpty(announcements);
  }
}
