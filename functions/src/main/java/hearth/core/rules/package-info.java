/**
 * The rules: consequences of an event and of the time.
 *
 * <p>{@code Rules}, {@code Timers}, {@code Looks} and {@code MachineLifecycle} are public for the
 * delivery, which takes events in and records how calls ended.
 */
package hearth.core.rules;
