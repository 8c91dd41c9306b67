package hearth.local;

import hearth.local.stack.AppSettings;
import hearth.local.stack.LocalStack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.function.BiConsumer;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options of everything that starts the local stack. */
final class StackOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--speed",
      paramLabel = "N",
      description =
          "How many times faster than Azure machines come and go. At 1 the agent looks for orders"
              + " and reports as often as in Azure, too; the queues are polled so at every speed.")
  private double speed;

  @Option(
      names = "--port",
      paramLabel = "N",
      description = "The functions host's port; 0 for a free one.")
  private int port;

  @Option(
      names = "--hidden",
      paramLabel = "SECONDS",
      description = "How long a fetched message stays hidden when the host dies; 600 in Azure.")
  private long hidden;

  @Option(
      names = "--sweep",
      paramLabel = "SECONDS",
      description = "Time between two sweeps; 300 in Azure.")
  private long sweep;

  @Option(
      names = "--settings",
      paramLabel = "FILE",
      showDefaultValue = Visibility.NEVER,
      description =
          "The app's settings instead of the local run's own: one JSON object of texts, as"
              + " 'node infra-bicep/checks/print.mjs settings' prints it.")
  private Path settings;

  @Option(
      names = "--directory",
      paramLabel = "DIR",
      showDefaultValue = Visibility.NEVER,
      description =
          "Where logs and data are kept (default: a temporary folder, deleted at the end).")
  private Path directory;

  /** With these defaults. */
  StackOptions(double speed, Duration hidden, Duration sweep) {
    this.speed = speed;
    this.hidden = hidden.toSeconds();
    this.sweep = sweep.toSeconds();
  }

  /** For evenings that nobody watches. */
  static StackOptions hurried() {
    return new StackOptions(20, Duration.ofSeconds(10), Duration.ofSeconds(30));
  }

  /**
   * A stack that is not started yet, and is closed when the program ends.
   *
   * @param gameLog is shown each line that a game prints, with the server's name
   * @throws ParameterException naming an option whose value cannot be
   */
  LocalStack stack(BiConsumer<String, String> gameLog) throws IOException {
    check(speed > 0 && speed <= 1000, "--speed", "above 0 and at most 1000");
    check(port >= 0 && port <= 65535, "--port", "between 0 and 65535");
    check(hidden >= 1, "--hidden", "at least 1");
    check(sweep >= 1, "--sweep", "at least 1");
    AppSettings app = settings == null ? AppSettings.ofTown() : AppSettings.read(settings);
    Path place =
        directory == null
            ? Files.createTempDirectory("hearth-local")
            : Files.createDirectories(directory.toAbsolutePath());
    LocalStack stack =
        new LocalStack(
            new LocalStack.Options(
                Path.of("").toAbsolutePath(),
                place,
                port,
                speed,
                Duration.ofSeconds(hidden),
                Duration.ofSeconds(sweep),
                app),
            gameLog);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  stack.close();
                  if (directory == null) {
                    delete(place);
                  }
                }));
    return stack;
  }

  private void check(boolean fine, String option, String what) {
    if (!fine) {
      throw new ParameterException(spec.commandLine(), option + " must be " + what + ".");
    }
  }

  private static void delete(Path directory) {
    try {
      Files.walkFileTree(
          directory,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
              Files.delete(file);
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, IOException e)
                throws IOException {
              Files.delete(visited);
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
