package hearth.bench.cold;

/**
 * A function's input.
 *
 * @param name what the table calls it
 * @param body the request's body or the message
 * @param expected what the outcome of each app must hold, or it was not that which was measured
 */
record Payload(String name, String body, String expected) {}
