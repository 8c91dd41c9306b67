package hearth.local.timeline;

import java.time.Duration;
import java.time.Instant;

/** The time a stand-in lives in: what now is, and what happens later, one thing after another. */
public interface Timeline extends AutoCloseable {
  Instant now();

  /** Does it after {@code delay}, on a thread that holds no lock. */
  void after(Duration delay, Runnable what);

  /** Forgets everything that has not happened yet. */
  @Override
  void close();
}
