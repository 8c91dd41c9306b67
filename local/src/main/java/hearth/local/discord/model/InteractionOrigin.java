package hearth.local.discord.model;

/** The guild and channel of an interaction. */
public record InteractionOrigin(String application, String guild, String channel) {}
