package hearth.local.discord;

/** Where an interaction comes from. */
public record Place(String application, String guild, String channel) {}
