package hearth.discord.interaction;

import hearth.core.ReplyAddress;
import java.util.List;

/**
 * The few fields of an interaction that are needed to answer it. Where the type needs a field, it
 * is there and well formed; what Discord leaves out is null.
 *
 * @param type Discord's number for what it is
 * @param from whose it is, and where its answers go
 * @param guild where it was asked, or null outside a guild
 * @param member the asker as a member of the guild
 * @param data the command as it was chosen or typed so far
 * @param customId what the button that was pressed is called, or null
 */
record Interaction(
    int type, ReplyAddress from, String guild, Member member, CommandData data, String customId) {
  static final int PING = 1;
  static final int COMMAND = 2;
  static final int COMPONENT = 3;
  static final int AUTOCOMPLETE = 4;

  /**
   * The person as a member of the guild.
   *
   * @param roles that person's roles in the guild
   * @param permissions what that person may do in the channel, Discord's bits
   * @param ofGuild whether the command was installed in that guild, not by a user for himself
   */
  record Member(List<String> roles, long permissions, boolean ofGuild) {}

  /**
   * A command's name and options.
   *
   * @param root the command's name
   * @param subcommand the subcommand's name, behind its group's and a hyphen if it is in one, or
   *     null
   * @param server the option {@code server}, or null
   * @param length the option {@code for} or {@code by}, or null
   * @param force the option {@code force}
   * @param newest the option {@code newest}
   * @param text the option {@code text}, or null
   */
  record CommandData(
      String root,
      String subcommand,
      String server,
      String length,
      boolean force,
      boolean newest,
      String text) {}

  /** The reader's language, or an empty text. */
  String locale() {
    return from.locale();
  }

  /** Without the token. */
  @Override
  public String toString() {
    return "Interaction[" + type + " " + from.interaction() + "]";
  }
}
