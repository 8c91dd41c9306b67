/** The routes of Discord's REST API, and what they keep. */
package hearth.local.discord.route;
