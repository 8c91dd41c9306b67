package hearth.core.delivery;

import hearth.core.fleet.Server;
import hearth.core.port.Ports;
import hearth.core.port.Result;
import hearth.core.state.Draft;
import java.time.Instant;

/**
 * One call that the lease's owner is to make; its text names it in the log.
 *
 * @param <R> how it can end
 */
public interface Action<R extends Result> {

  /** Makes the call. */
  R perform(Ports ports, Server server, Instant now);

  /** Records how the call ended. */
  void record(Draft d, R result);

  /** The call threw: this is recorded instead of a result. It may have been made. */
  R unsure(Result.Later later);

  /** The findings of this run of deliveries after the call. */
  default Findings learn(Findings before, R result) {
    return before;
  }
}
