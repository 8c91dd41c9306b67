/**
 * Saves an event and brings the world to what is wanted: the step, the targets and their calls, the
 * tick. {@code EventProcessor} is what the application uses; {@code Action} is public because the
 * log names it.
 */
package hearth.core.delivery;
