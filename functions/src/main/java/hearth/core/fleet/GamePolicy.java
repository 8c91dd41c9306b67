package hearth.core.fleet;

import org.jspecify.annotations.Nullable;

/**
 * The rules by which a server's game and its world may change. What is null is left to the
 * machine's own configuration.
 *
 * @param update which version of the game runs
 * @param newWorld when a world that is not there may be made
 */
public record GamePolicy(@Nullable Update update, @Nullable NewWorld newWorld) {
  /** Whatever the machine's configuration says: the newest version, a new world only at first. */
  public static final GamePolicy USUAL = new GamePolicy(null, null);

  /** A version of the game, as seen from a world. */
  public enum Update {
    /** The newest at every start. */
    ALWAYS,
    /** The one that had the world last, until somebody's start takes a newer one. */
    ASK,
    /** The one that had the world last, and its image. */
    PINNED
  }

  /** A permission to make a world where the one asked for is not there. */
  public enum NewWorld {
    /** As long as this server never had one. */
    FIRST,
    /** At every start: a world that was lost is replaced. */
    ALWAYS,
    /** Not even the first: it is brought by hand. */
    NEVER
  }
}
