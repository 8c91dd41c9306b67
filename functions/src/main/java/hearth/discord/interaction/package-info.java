/**
 * What answers a slash command, a button or a completion while somebody waits: signature,
 * authorization, reply.
 */
package hearth.discord.interaction;
