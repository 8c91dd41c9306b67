package hearth.discord;

import hearth.core.User;
import java.util.List;

/**
 * The few fields of an interaction that the door needs. Where the type needs a field, it is there
 * and well formed; what Discord leaves out is null.
 *
 * @param type Discord's number for what it is
 * @param id its identity
 * @param application whose command it is
 * @param token addresses the answers: a credential, never logged
 * @param guild where it was asked, or null outside a guild
 * @param channel where it was asked
 * @param user who asked
 * @param roles that person's roles in the guild
 * @param permissions what that person may do in the channel, Discord's lower 64 bits
 * @param ofGuild whether the command was installed in that guild, not by a user for himself
 * @param locale the reader's language, or an empty text
 * @param root the command's name
 * @param subcommand the subcommand's name, or null
 * @param server what was chosen or typed so far as the server, or null
 * @param length the option {@code for} or {@code by} as it was typed, or null
 * @param force the option {@code force}
 * @param text the option {@code text}, or null
 * @param customId what the button that was pressed is called, or null
 */
record Interaction(
    int type,
    String id,
    String application,
    String token,
    String guild,
    String channel,
    User user,
    List<String> roles,
    long permissions,
    boolean ofGuild,
    String locale,
    String root,
    String subcommand,
    String server,
    String length,
    boolean force,
    String text,
    String customId) {
  static final int PING = 1;
  static final int COMMAND = 2;
  static final int COMPONENT = 3;
  static final int AUTOCOMPLETE = 4;

  /** Without the token. */
  @Override
  public String toString() {
    return "Interaction[" + type + " " + id + "]";
  }
}
