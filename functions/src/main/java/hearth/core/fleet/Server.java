package hearth.core.fleet;

import java.util.List;

/**
 * One server of the fleet, as the settings declare it.
 *
 * @param name what commands call it: lower-case letters, digits and hyphens
 * @param title what people read
 * @param game the game profile's name
 * @param guild the Discord guild it belongs to
 * @param channel the channel that is told of it
 * @param port the port that players type
 * @param placements where its machine may be lit, in order of preference; never empty
 * @param regularPrice whether placements that are not Spot may be used
 * @param allow who may do what
 * @param adoptForeign whether a machine scaled up outside Hearth is taken over; otherwise it is
 *     given back
 * @param limits when Hearth acts by itself
 * @param announce what the channel is told by messages of their own
 * @param privacy the private channel that a session gets, or null
 * @param stableName the name that follows the machine's address, or null
 * @param zone the guild's time zone, such as {@code Europe/Berlin}
 * @param locale the language of what is said in the channel; empty for English
 */
public record Server(
    String name,
    String title,
    String game,
    String guild,
    String channel,
    int port,
    List<Placement> placements,
    boolean regularPrice,
    Allow allow,
    boolean adoptForeign,
    Limits limits,
    AnnouncementPolicy announce,
    PrivateChannelPolicy privacy,
    StableName stableName,
    String zone,
    String locale) {

  /** The same server in a guild with that time zone and language. */
  public Server in(String guildZone, String guildLocale) {
    return new Server(
        name,
        title,
        game,
        guild,
        channel,
        port,
        placements,
        regularPrice,
        allow,
        adoptForeign,
        limits,
        announce,
        privacy,
        stableName,
        guildZone,
        guildLocale);
  }
}
