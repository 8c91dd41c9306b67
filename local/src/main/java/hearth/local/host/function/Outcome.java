package hearth.local.host.function;

import java.util.List;

/** The outcome of an invocation. */
public sealed interface Outcome {

  /**
   * It returned.
   *
   * @param result what it returned, or null
   * @param outputs its queue outputs, set or not
   */
  record Returned(Object result, List<Output> outputs) implements Outcome {}

  /** It threw, or could not be given its arguments; it is logged already. */
  record Failed() implements Outcome {}

  /**
   * An {@code Error} outside the function's own code: the real worker never answers after one, and
   * whoever waits times out. It is logged already.
   */
  record NoReply() implements Outcome {}
}
