package hearth.core.state;

import hearth.core.wanted.AzureWanted;
import hearth.core.wanted.Delivery;
import hearth.core.wanted.DiscordWanted;
import org.jspecify.annotations.Nullable;

/**
 * All that Hearth knows and wants of one server: one document, saved whole and conditionally. What
 * the world should look like is part of it, each target with the revision wanted and the one last
 * done.
 *
 * @param life where the server is
 * @param session the present or last session, or null before the first
 * @param machine the machine expected or seen, or null
 * @param players who is on
 * @param usage what its machines ran this month
 * @param azure what is wanted of Azure
 * @param discord what is wanted of Discord
 * @param memory what is remembered from one session to the next
 * @param delivery who delivers, and the tick
 */
public record State(
    Life life,
    @Nullable Session session,
    @Nullable Machine machine,
    Players players,
    Usage usage,
    AzureWanted azure,
    DiscordWanted discord,
    Memory memory,
    Delivery delivery) {

  /** A part that is missing in a stored state is as if nothing of it had happened. */
  public State {
    life = life == null ? Life.NEW : life;
    players = players == null ? Players.UNKNOWN : players;
    usage = usage == null ? Usage.NONE : usage;
    azure = azure == null ? AzureWanted.NOTHING : azure;
    discord = discord == null ? DiscordWanted.NOTHING : discord;
    memory = memory == null ? Memory.NOTHING : memory;
    delivery = delivery == null ? Delivery.NONE : delivery;
  }

  /** A server of which nothing is known but how many machines it has had. */
  public static State startingAfter(long generation) {
    return new State(
        new Life(Life.NEW.phase(), Life.NEW.since(), generation),
        null,
        null,
        Players.UNKNOWN,
        Usage.NONE,
        AzureWanted.NOTHING,
        DiscordWanted.NOTHING,
        Memory.NOTHING,
        Delivery.NONE);
  }

  /** A server that was never started. */
  public static final State NEW =
      new State(
          Life.NEW,
          null,
          null,
          Players.UNKNOWN,
          Usage.NONE,
          AzureWanted.NOTHING,
          DiscordWanted.NOTHING,
          Memory.NOTHING,
          Delivery.NONE);
}
