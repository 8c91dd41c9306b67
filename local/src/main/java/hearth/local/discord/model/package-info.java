/** Channels, messages and people as Discord has them, and the errors it answers with. */
package hearth.local.discord.model;
