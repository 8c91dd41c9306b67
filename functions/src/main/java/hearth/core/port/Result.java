package hearth.core.port;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of a call. Adapters never throw for what can happen: they say it. Each port's method
 * names the kind of results it can give, so that whoever records one handles these and no others.
 * Every kind holds {@link Later}, for any call can fail without an answer.
 */
public sealed interface Result {

  /** The outcome of sending a tick. */
  sealed interface Sent extends Result permits Done, Later {}

  /** The outcome of a call that is made once and for all. */
  sealed interface Delivered extends Shown, Edited, Scaled permits Done, Later, Refused {}

  /** The outcome of posting or editing the session message. */
  sealed interface Shown extends Result permits Delivered, Gone {}

  /** The outcome of editing a deferred response. */
  sealed interface Edited extends Result permits Delivered, NotYet, TokenDead, Gone {}

  /** The outcome of beginning a change of capacity. */
  sealed interface Scaled extends Result permits Delivered, Stale, NoMachine {}

  /** The outcome of a look at a scale set. */
  sealed interface Seen extends Result permits Looked, Unseen {}

  /** Why nothing was seen. */
  sealed interface Unseen extends Seen permits Later, Refused {}

  /** It was done; {@code reference} is a message's id or an operation's URL, or null. */
  record Done(@Nullable String reference) implements Sent, Delivered {}

  /**
   * It was not done for now.
   *
   * @param after how long the other side wants to be left alone; zero where it did not say
   * @param unsure whether it may have been done all the same
   */
  record Later(Duration after, boolean unsure) implements Sent, Delivered, Unseen {}

  /** The scale set has changed since it was seen: look again. */
  record Stale() implements Scaled {}

  /**
   * Azure gives no machine there.
   *
   * @param remedy whether another placement may have one
   * @param code Azure's own, the innermost
   * @param message what Azure says beside it
   */
  record NoMachine(Remedy remedy, String code, String message) implements Scaled {}

  /** The response to be edited is not there yet, or never will be. */
  record NotYet() implements Edited {}

  /** The interaction token is of no more use. */
  record TokenDead() implements Edited {}

  /** The message was deleted by a person. */
  record Gone() implements Shown, Edited {}

  /** It will never be done: {@code code} and {@code message} say why, for the operator. */
  record Refused(String code, String message) implements Delivered, Unseen {
    /** Both in one line. */
    public String said() {
      return (code + " " + (message == null ? "" : message)).strip();
    }
  }

  /** A scale set as it was seen. */
  record Looked(ScaleSetView view) implements Seen {}
}
