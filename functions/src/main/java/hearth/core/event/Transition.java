package hearth.core.event;

import java.time.Instant;

/**
 * A join or a leave, as a machine reported it.
 *
 * @param seq the event that first carried it: new to a reader whose watermark is lower
 * @param join whether somebody came; otherwise somebody left
 * @param key what the game tells players apart by
 * @param name as the game printed it: hostile text, tamed but not yet escaped
 * @param at by the machine's clock: for display
 */
public record Transition(long seq, boolean join, String key, String name, Instant at) {}
