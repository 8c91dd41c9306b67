package hearth.core.state;

import hearth.core.Lists;
import hearth.core.Newer;
import hearth.core.StartTime;
import hearth.core.WithBuilder;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The memory from one session to the next.
 *
 * @param seen the interaction ids of commands taken in lately, oldest first
 * @param starts who started it within the last hour
 * @param stopAsked when the newest stop was asked for, or null: an older start is overtaken by it
 * @param cooldowns placements that failed lately
 * @param lastStarts how long the last starts took until players could join, oldest first
 * @param poisonTold the poison messages that were told already, oldest first
 * @param newVersionTold the newer version of the game that the operator was told of last, or null
 * @param newer a newer version than has the world, which a later start may bring; or null
 * @param version the version of the game that ran last, or null
 * @param takeNewest whether the next start brings it because somebody said so
 */
@WithBuilder
public record Memory(
    List<String> seen,
    List<Start> starts,
    @Nullable Instant stopAsked,
    List<PlacementCooldown> cooldowns,
    List<StartTime> lastStarts,
    List<String> poisonTold,
    @Nullable String newVersionTold,
    @Nullable Newer newer,
    @Nullable String version,
    boolean takeNewest) {
  /** Nothing. */
  public static final Memory NOTHING =
      new Memory(
          List.of(), List.of(), null, List.of(), List.of(), List.of(), null, null, null, false);

  /** A list that is missing in a stored state is empty. */
  public Memory {
    seen = Lists.orEmpty(seen);
    starts = Lists.orEmpty(starts);
    cooldowns = Lists.orEmpty(cooldowns);
    lastStarts = Lists.orEmpty(lastStarts);
    poisonTold = Lists.orEmpty(poisonTold);
  }

  /**
   * Somebody started the server.
   *
   * @param user the person's snowflake
   * @param at when
   */
  public record Start(String user, Instant at) {}

  /**
   * A placement that had no room or lost its machine: the others come first for a while.
   *
   * @param scaleSet which
   * @param until for how long
   */
  public record PlacementCooldown(String scaleSet, Instant until) {}
}
