package hearth.core.fleet;

import hearth.core.CommandName;
import hearth.core.WithBuilder;
import java.util.List;

/**
 * One server of the fleet, as the settings declare it.
 *
 * @param name what commands call it: lower-case letters, digits and hyphens
 * @param title what people read
 * @param game the game profile's name
 * @param port the port that players type
 * @param stableName the name that follows the machine's address, or null
 * @param machines which machines it may run on
 * @param channel where it is told of in Discord
 * @param allow who may do what
 * @param limits when Hearth acts by itself
 * @param policy how its game and its world may change
 */
@WithBuilder
public record Server(
    String name,
    String title,
    String game,
    int port,
    StableName stableName,
    MachinePolicy machines,
    GuildChannel channel,
    Allow allow,
    Limits limits,
    GamePolicy policy) {

  /** The same server in a guild with that time zone and language. */
  public Server in(String zone, String locale) {
    GuildChannel in = channel.in(zone, locale);
    return new Server(name, title, game, port, stableName, machines, in, allow, limits, policy);
  }

  /**
   * Whether all who can read a session's private channel may be told how to join: whoever starts
   * the server and the channel's roles.
   */
  public boolean allowsChannelToConnect() {
    List<String> may = allow.of(CommandName.CONNECT);
    if (may.contains("everyone")) {
      return true;
    }
    List<String> roles = channel.privacy() == null ? List.of() : channel.privacy().roles();
    for (String role : roles) {
      if (!may.contains("role:" + role)) {
        return false;
      }
    }
    return may.containsAll(allow.of(CommandName.START));
  }
}
