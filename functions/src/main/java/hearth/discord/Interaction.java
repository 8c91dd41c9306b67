package hearth.discord;

import java.util.List;

/**
 * An interaction as Discord posted it, as far as Hearth reads it. What was not there is null.
 *
 * @param type 1 ping, 2 command, 3 component, 4 autocomplete, 5 modal
 * @param id the interaction's snowflake
 * @param application whose command it is
 * @param token addresses the reply
 * @param guild where it was used, or null outside a guild
 * @param channel where it was used
 * @param locale the reader's language
 * @param context 0 in a guild, 1 in the bot's direct messages, 2 in other private channels; -1
 *     where it is not said
 * @param user who used it
 * @param userName what people call them there
 * @param roles the member's roles; null outside a guild
 * @param command the root command's name
 * @param subcommand the subcommand's name
 * @param server the option 'server', typed or chosen
 */
record Interaction(
    int type,
    String id,
    String application,
    String token,
    String guild,
    String channel,
    String locale,
    int context,
    String user,
    String userName,
    List<String> roles,
    String command,
    String subcommand,
    String server) {

  @Override
  public String toString() {
    return "Interaction[" + id + "]";
  }
}
