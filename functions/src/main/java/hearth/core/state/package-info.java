/**
 * All that is known of one server, and what follows from that alone.
 *
 * <p>{@code Draft} is public because rules and delivery both work on it, and {@code AutomaticStop}
 * because they ask it; outside of the core nothing but {@code State}, {@code Step}, their parts and
 * {@code Views} is used.
 */
package hearth.core.state;
