package hearth.local.discord.model;

/** Where an interaction comes from. */
public record Place(String application, String guild, String channel) {}
