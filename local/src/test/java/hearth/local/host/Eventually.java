package hearth.local.host;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for what another thread or process will do; only a failing test waits in full. */
public final class Eventually {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private Eventually() {}

  public static <T> T get(String what, Supplier<Optional<T>> source) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < end) {
      Optional<T> value = source.get();
      if (value.isPresent()) {
        return value.get();
      }
      try {
        TimeUnit.MILLISECONDS.sleep(20);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        break;
      }
    }
    throw new AssertionError("waited in vain for " + what);
  }

  public static void isTrue(String what, BooleanSupplier condition) {
    get(what, () -> condition.getAsBoolean() ? Optional.of(true) : Optional.empty());
  }
}
