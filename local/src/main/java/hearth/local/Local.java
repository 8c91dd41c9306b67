package hearth.local;

import hearth.local.console.ChannelPrinter;
import hearth.local.console.Prompt;
import hearth.local.demo.Evening;
import hearth.local.demo.Killer;
import hearth.local.demo.StepFailed;
import hearth.local.stack.AppSettings;
import hearth.local.stack.LocalStack;
import hearth.local.stack.UnusableSettings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/** Hearth on this machine: {@code ./hearth local}. */
public final class Local {
  private static final String USAGE =
      """
      ./hearth local [options]      a prompt
      ./hearth demo [options]       an evening by itself
      ./hearth chaos [N] [options]  evenings with the host killed N times (50)

        --seed N    decides the moments of the kills (the time of day)
        --speed N   how many times faster than Azure machines come and go (10; 20 for demo and chaos);
                    at 1 queues and orders are looked for as in Azure, too
        --port N    the functions host's port (a free one)
        --hidden N  seconds that a fetched message stays hidden (600, as in Azure; 10 for demo and chaos)
        --sweep N   seconds between two sweeps (300, as in Azure; 30 for demo and chaos)
        --settings FILE  the app's settings, instead of the local run's own: one JSON object of texts,
                    as node infra-bicep/checks/print.mjs settings prints it
        --directory DIR  where logs and data are kept (a temporary folder, deleted at the end)
      """;

  private Local() {}

  /** Runs what the first argument names. */
  public static void main(String[] args) throws IOException {
    Arguments arguments = Arguments.of(args);
    if (arguments.has("help")) {
      System.out.print(USAGE);
      return;
    }
    int code;
    try {
      code = run(arguments);
    } catch (UnusableSettings e) {
      System.err.println("hearth: " + e.getMessage() + ".");
      code = 1;
    }
    System.exit(code);
  }

  private static int run(Arguments arguments) throws IOException {
    return switch (arguments.command()) {
      case "local" -> prompt(arguments);
      case "demo" -> demo(arguments, 0);
      case "chaos" -> demo(arguments, (int) arguments.number("", 50));
      default -> throw new IllegalArgumentException("there is no " + arguments.command());
    };
  }

  private static int prompt(Arguments arguments) throws IOException {
    AtomicBoolean showLog = new AtomicBoolean();
    LocalStack stack =
        stack(
            arguments,
            (server, line) -> {
              if (showLog.get()) {
                System.out.println("  [" + server + "] " + line);
              }
            });
    System.out.println("Starting Azurite, the stand-ins and the functions host ...");
    stack.start();
    stack.discord().watch(new ChannelPrinter(System.out, stack.roster().operatorChannel()));
    System.out.println("Interactions endpoint: " + stack.host().interactions());
    System.out.println("The functions host writes to " + stack.host().log());
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    new Prompt(stack, System.out, showLog::set).run(in);
    return 0;
  }

  private static int demo(Arguments arguments, int kills) throws IOException {
    LocalStack stack = stack(arguments, (server, line) -> {});
    stack.start();
    long seed = (long) arguments.number("seed", (double) (System.currentTimeMillis() % 100_000));
    Duration patience = Duration.ofSeconds(kills == 0 ? 120 : 300);
    int left = kills;
    int evenings = 0;
    try {
      do {
        evenings++;
        System.out.println("Evening " + evenings + (kills > 0 ? ", seed " + seed : ""));
        Killer killer = new Killer(stack.host(), System.out, seed, left, 4000);
        try {
          new Evening(stack, System.out, patience).play();
        } finally {
          killer.close();
        }
        left = killer.left();
        seed++;
        if (left > 0) {
          stack.close();
          stack = stack(arguments, (server, line) -> {});
          stack.start();
        }
      } while (left > 0);
    } catch (StepFailed e) {
      System.out.println("FAILED: " + e.getMessage());
      System.out.println("The functions host's log: " + stack.host().log());
      return 1;
    }
    System.out.println(
        kills == 0
            ? "Every step was seen."
            : "Every step was seen, in " + evenings + " evenings with " + kills + " kills.");
    return 0;
  }

  private static LocalStack stack(
      Arguments arguments, java.util.function.BiConsumer<String, String> gameLog)
      throws IOException {
    AppSettings settings =
        arguments.has("settings")
            ? AppSettings.read(Path.of(arguments.text("settings")))
            : AppSettings.ofTown();
    boolean kept = arguments.has("directory");
    Path directory =
        kept
            ? Files.createDirectories(Path.of(arguments.text("directory")).toAbsolutePath())
            : Files.createTempDirectory("hearth-local");
    LocalStack stack =
        new LocalStack(
            new LocalStack.Options(
                Path.of("").toAbsolutePath(),
                directory,
                (int) arguments.number("port", 0),
                arguments.number("speed", arguments.isPrompt() ? 10 : 20),
                Duration.ofSeconds(
                    (long) arguments.number("hidden", arguments.isPrompt() ? 600 : 10)),
                Duration.ofSeconds(
                    (long) arguments.number("sweep", arguments.isPrompt() ? 300 : 30)),
                settings),
            gameLog);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  stack.close();
                  if (!kept) {
                    delete(directory);
                  }
                }));
    return stack;
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
