package hearth.core;

import java.time.Instant;

/**
 * Somebody who is on.
 *
 * @param key what the game tells players apart by
 * @param name as the game printed it: hostile text, tamed but not yet escaped
 * @param since when they joined, by the machine's clock: for display
 */
public record Player(String key, String name, Instant since) {}
