package hearth.app;

import java.util.ArrayList;
import java.util.List;

/** Awaits messages in a time that passes only while it waits; its loop is run by the test. */
final class StillTime extends AwaitedMessages {
  private long now = -5_000_000_000L;
  int begun;

  @Override
  long now() {
    return now;
  }

  @Override
  void pause(long nanos) {
    now += nanos;
  }

  @Override
  void begin() {
    begun++;
  }

  /** The milliseconds from now at which it is looked, until the loop is over. */
  List<Long> looks() {
    return looks(0, () -> {});
  }

  /** The same, something happening after so many looks. */
  List<Long> looks(int after, Runnable what) {
    long start = now;
    List<Long> looks = new ArrayList<>();
    try {
      while (awaitTurn()) {
        looks.add((now - start) / 1_000_000);
        if (looks.size() == after) {
          what.run();
        }
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    return looks;
  }
}
