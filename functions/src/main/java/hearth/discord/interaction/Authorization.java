package hearth.discord.interaction;

import hearth.core.CommandName;
import hearth.core.fleet.Server;

/** Authorization of commands: by the settings, and by what Discord says of the person. */
final class Authorization {
  private static final String EVERYONE = "everyone";
  private static final String ROLE = "role:";
  private static final String USER = "user:";
  private static final String PERMISSION = "permission:";

  private Authorization() {}

  /** Whether a person may do this with that server; nothing configured means nobody. */
  static boolean allow(Server server, CommandName command, Interaction asked) {
    return entry(server, command, asked) != null;
  }

  /** The entry of the settings by which a person may do this with that server, or null. */
  static String entry(Server server, CommandName command, Interaction asked) {
    for (String entry : server.allow().of(command)) {
      boolean matches =
          entry.equals(EVERYONE)
              || entry.equals(USER + asked.from().user().id())
              || (entry.startsWith(ROLE)
                  && asked.member().roles().contains(entry.substring(ROLE.length())))
              || (entry.startsWith(PERMISSION)
                  && Permissions.has(
                      asked.member().permissions(), entry.substring(PERMISSION.length())));
      if (matches) {
        return entry;
      }
    }
    return null;
  }

  /** Whether a person may do anything with that server; who may not is told nothing of it. */
  static boolean allowAnything(Server server, Interaction asked) {
    for (CommandName command : CommandName.values()) {
      if (command.isOfServer() && allow(server, command, asked)) {
        return true;
      }
    }
    return false;
  }

  /** Discord's mentions of those who may. */
  static String mentions(Server server, CommandName command) {
    StringBuilder mentions = new StringBuilder();
    for (String entry : server.allow().of(command)) {
      mentions.append(mentions.isEmpty() ? "" : ", ");
      if (entry.startsWith(ROLE)) {
        mentions.append("<@&").append(entry, ROLE.length(), entry.length()).append('>');
      } else if (entry.startsWith(USER)) {
        mentions.append("<@").append(entry, USER.length(), entry.length()).append('>');
      } else {
        mentions.append('`').append(entry, PERMISSION.length(), entry.length()).append('`');
      }
    }
    return mentions.toString();
  }
}
