package hearth.discord.interaction;

/**
 * The permissions that the settings may name, with their bits (Discord's reference, 'Bitwise
 * Permission Flags').
 */
public final class Permissions {
  private static final long ADMINISTRATOR = 1L << 3;

  private Permissions() {}

  /** The permission's bit, or 0 where the name is not known here. */
  public static long bit(String name) {
    return switch (name) {
      case "KICK_MEMBERS" -> 1L << 1;
      case "BAN_MEMBERS" -> 1L << 2;
      case "ADMINISTRATOR" -> ADMINISTRATOR;
      case "MANAGE_CHANNELS" -> 1L << 4;
      case "MANAGE_GUILD" -> 1L << 5;
      case "MANAGE_MESSAGES" -> 1L << 13;
      case "MANAGE_ROLES" -> 1L << 28;
      case "MANAGE_EVENTS" -> 1L << 33;
      case "MODERATE_MEMBERS" -> 1L << 40;
      default -> 0;
    };
  }

  /** Whether somebody with these permissions has that one; an administrator has all. */
  static boolean has(long permissions, String name) {
    return (permissions & (bit(name) | ADMINISTRATOR)) != 0;
  }
}
