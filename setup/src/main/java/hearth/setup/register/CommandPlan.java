package hearth.setup.register;

import hearth.app.settings.Settings;
import hearth.setup.Problem;
import java.util.Map;

/**
 * The commands to be registered.
 *
 * @param root the root command's name
 * @param guild the guild, or null for every guild
 * @param permissions the bit set a member needs to see the command by default, or null for
 *     everybody
 * @param choosesServer whether there is more than one server to choose from
 */
public record CommandPlan(String root, String guild, String permissions, boolean choosesServer) {
  private static final String PERMISSIONS = "HEARTH_COMMAND_PERMISSIONS";

  /**
   * The commands that the settings ask for.
   *
   * @param guild the guild, or null for every guild
   * @throws Problem where no server belongs to the guild, or the permissions are none
   */
  public static CommandPlan of(Settings.ForDoor door, String guild, Map<String, String> settings) {
    long servers =
        door.fleet().servers().stream()
            .filter(server -> guild == null || server.channel().guild().equals(guild))
            .count();
    if (servers == 0) {
      throw new Problem("No server of HEARTH_SERVERS belongs to guild " + guild + ".");
    }
    return new CommandPlan(door.command(), guild, permissions(settings), servers > 1);
  }

  private static String permissions(Map<String, String> settings) {
    String permissions = settings.getOrDefault(PERMISSIONS, "").strip();
    if (!permissions.matches("[0-9]{0,19}")) {
      throw new Problem(
          PERMISSIONS
              + " must be a decimal bit set such as 32 (Manage Server), 0 for administrators alone,"
              + " or not set for everybody.");
    }
    return permissions.isEmpty() ? null : permissions;
  }
}
