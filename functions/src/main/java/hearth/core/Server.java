package hearth.core;

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
    Limits limits) {}
