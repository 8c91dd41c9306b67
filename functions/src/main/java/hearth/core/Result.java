package hearth.core;

import java.time.Duration;

/** How a call ended. Adapters never throw for what can happen: they say it. */
public sealed interface Result {

  /** It was done; {@code reference} is a message's id or an operation's URL, or null. */
  record Done(String reference) implements Result {}

  /**
   * It was not done for now.
   *
   * @param after how long the other side wants to be left alone; zero where it did not say
   * @param unsure whether it may have been done all the same
   */
  record Later(Duration after, boolean unsure) implements Result {}

  /** The scale set has changed since it was seen: look again. */
  record Stale() implements Result {}

  /** Azure has no room there: another placement may. */
  record NoRoom(String code) implements Result {}

  /** The response to be edited is not there yet, or never will be. */
  record NotYet() implements Result {}

  /** The interaction token is of no more use. */
  record TokenDead() implements Result {}

  /** The message was deleted by a person. */
  record Gone() implements Result {}

  /** It will never be done: {@code code} and {@code message} say why, for the operator. */
  record Refused(String code, String message) implements Result {}

  /** What a scale set looks like. */
  record Looked(ScaleSetView view) implements Result {}
}
