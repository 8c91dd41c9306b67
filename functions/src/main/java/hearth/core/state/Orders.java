package hearth.core.state;

import hearth.core.Options;
import hearth.core.User;
import hearth.core.WithBuilder;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The orders that a session was given.
 *
 * @param saveMessage the inbox message that told the agent to save and stop, or null
 * @param ifEmpty whether that stop is called off if somebody is on
 * @param obeyed whether the agent was seen to act on it
 * @param restart the restart of the game that is under way, or null
 * @param again who wants the server started again once it has stopped, or null
 * @param againWith what that start said beside it, or null
 * @param press the last press of a button that put the stop off, or null
 * @param newest whether its starts bring the newest version of the game
 */
@WithBuilder
public record Orders(
    @Nullable String saveMessage,
    boolean ifEmpty,
    boolean obeyed,
    @Nullable Restart restart,
    @Nullable User again,
    @Nullable Options againWith,
    @Nullable Press press,
    boolean newest) {
  /** Nothing. */
  public static final Orders NONE = new Orders(null, false, false, null, null, null, null, false);

  /**
   * A restart of the game that the agent was asked for.
   *
   * @param message the inbox message that asks for it
   * @param at when
   */
  public record Restart(String message, Instant at) {}

  /**
   * A button that put the stop off.
   *
   * @param at when it was pressed
   * @param from the time from which it counted
   */
  public record Press(Instant at, Instant from) {}
}
