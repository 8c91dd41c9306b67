/**
 * The calls to Discord's REST API: replies, announcements, the session message, private channels.
 */
package hearth.discord.chat;
