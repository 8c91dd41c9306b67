package hearth.local.host;

import hearth.local.host.function.HostException;

import java.util.function.Supplier;
import java.util.logging.Logger;

/**
 * Starts the worker as often as the real host does: three failed starts end the host (seen on host
 * 4.1037.0). Here a start is loading the app's jar and looking up its functions, as host and worker
 * are one process.
 */
final class WorkerStarts {
  static final int MOST = 3;

  private WorkerStarts() {}

  /**
   * The result of the first start that succeeds.
   *
   * @throws HostException of the third start that failed
   */
  static <T> T started(Supplier<T> start, Logger log) {
    for (int failed = 1; ; failed++) {
      try {
        return start.get();
      } catch (HostException e) {
        log.severe(
            "the worker's start %d of %d failed: %s".formatted(failed, MOST, e.getMessage()));
        if (failed == MOST) {
          throw e;
        }
      }
    }
  }
}
