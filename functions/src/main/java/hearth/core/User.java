package hearth.core;

/**
 * A Discord user as the interaction named them.
 *
 * @param id the user's snowflake
 * @param name the display name: hostile text, escaped where it is shown
 */
public record User(String id, String name) {}
