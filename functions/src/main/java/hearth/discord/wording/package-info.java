/** Everything that people read, in their language. */
package hearth.discord.wording;
