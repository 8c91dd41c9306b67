package hearth.core.event;

import hearth.core.Newer;
import org.jspecify.annotations.Nullable;

/**
 * How the game on a machine is, beyond how far it has come: every report says it.
 *
 * @param trouble what troubles it, or null
 * @param presence whether anyone is on, or null where no game runs
 * @param version the game's version as its log said it, or null
 * @param checked the newest version that the game's profile was checked with, where the one that
 *     runs is newer; else null
 * @param newer a newer version than had the world, or null where none is known
 */
public record Condition(
    @Nullable Trouble trouble,
    @Nullable Presence presence,
    @Nullable String version,
    @Nullable String checked,
    @Nullable Newer newer) {
  /** Nothing is known. */
  public static final Condition NONE = new Condition(null, null, null, null, null);
}
