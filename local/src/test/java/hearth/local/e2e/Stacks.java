package hearth.local.e2e;

import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.local.stack.AppSettings;
import hearth.local.stack.LocalStack;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Whole local runs for the tests: the packaged app, many times faster than Azure. */
final class Stacks {
  /** A loaded machine is slow; nothing is decided by time but that something never came. */
  static final Duration PATIENCE = Duration.ofMinutes(4);

  private Stacks() {}

  static LocalStack started(Path directory) {
    return started(directory, Map.of());
  }

  /** With more settings than those of the local run's town. */
  static LocalStack started(Path directory, Map<String, String> more) {
    Map<String, String> settings = new HashMap<>(AppSettings.ofTown().values());
    settings.putAll(more);
    LocalStack stack =
        new LocalStack(
            new LocalStack.Options(
                Path.of(System.getProperty("hearth.project")),
                directory,
                0,
                20,
                Duration.ofSeconds(10),
                Duration.ofMinutes(1),
                new AppSettings(settings)),
            (server, line) -> {});
    stack.start();
    return stack;
  }

  /** Waits until it is seen; fails where it never is. */
  static void await(String what, BooleanSupplier seen) throws InterruptedException {
    Instant deadline = Instant.now().plus(PATIENCE);
    while (!seen.getAsBoolean()) {
      assertTrue(Instant.now().isBefore(deadline), "never seen: " + what);
      TimeUnit.MILLISECONDS.sleep(100);
    }
  }
}
