/** Discord's limits that everything sent is held to: its OpenAPI document, and what is stricter. */
package hearth.local.discord.rule;
