package hearth.core;

import org.jspecify.annotations.Nullable;

/**
 * What one source of a game says of who is on.
 *
 * @param source which, such as {@code log} or {@code a2s}
 * @param count how many are on by it, or null where it does not know
 */
public record Evidence(String source, @Nullable Integer count) {}
