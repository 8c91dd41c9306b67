package hearth.core;

import java.time.Instant;

/**
 * A command that was taken in, remembered so that its second delivery changes nothing.
 *
 * @param interaction its identity
 * @param at when it was taken in
 * @param starter who asked, if it began a session, else null
 */
public record Seen(String interaction, Instant at, String starter) {}
