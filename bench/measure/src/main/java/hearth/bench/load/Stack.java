package hearth.bench.load;

import hearth.local.stack.LocalStack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.BiConsumer;

/** The local stack with Azure's own times where they matter to what is measured. */
final class Stack {
  /** Machines come and go so many times faster than Azure's. */
  static final double SPEED = 20;

  private Stack() {}

  static LocalStack start(BiConsumer<String, String> gameLog) throws IOException {
    Path directory = Files.createTempDirectory("hearth-bench");
    LocalStack stack =
        new LocalStack(
            new LocalStack.Options(
                Path.of("").toAbsolutePath(),
                directory,
                0,
                SPEED,
                Duration.ofMinutes(10),
                Duration.ofMinutes(5)),
            gameLog);
    Runtime.getRuntime().addShutdownHook(new Thread(stack::close));
    stack.start();
    return stack;
  }
}
