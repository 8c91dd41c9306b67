package hearth.core.fleet;

import hearth.core.WithBuilder;

/**
 * The Discord channel that is told of a server, and how.
 *
 * @param guild the guild that the server belongs to: Discord's id
 * @param id the channel's id
 * @param zone the guild's time zone, such as {@code Europe/Berlin}
 * @param locale the language of what is said in the channel; empty for English
 * @param announce what the channel is told by messages of their own
 * @param privacy the private channel that each session gets, or null
 */
@WithBuilder
public record GuildChannel(
    String guild,
    String id,
    String zone,
    String locale,
    AnnouncementPolicy announce,
    PrivateChannelPolicy privacy) {

  /** The same channel in a guild with that time zone and language. */
  public GuildChannel in(String guildZone, String guildLocale) {
    return new GuildChannel(guild, id, guildZone, guildLocale, announce, privacy);
  }
}
