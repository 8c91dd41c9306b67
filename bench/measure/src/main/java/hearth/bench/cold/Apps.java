package hearth.bench.cold;

import com.azure.storage.queue.QueueServiceClientBuilder;
import hearth.local.azurite.Azurite;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The apps as they are packaged.
 *
 * @param worker the class path of the worker: its own classes, and the two libraries that Azure's
 *     brings along
 * @param warmUp the jar of the function the worker warms itself up with
 */
record Apps(String worker, Path warmUp, Subject nothing, Subject hearth, Subject obvious) {
  private static final Path CLASSES = Path.of("bench/measure/target/classes");
  private static final Path STAGED = Path.of("functions/target/azure-functions/hearth");

  static Apps packaged(Path scratch) throws IOException {
    Path jar = STAGED.resolve("functions-0.1.0.jar");
    Path worker = Jars.of(CLASSES, "hearth.bench.worker", scratch.resolve("worker.jar"));
    Path warmUp = Jars.of(CLASSES, "hearth.bench.nothing", scratch.resolve("warm-up.jar"));
    Path nothing = Jars.among(jar, CLASSES, "hearth.bench.nothing", scratch.resolve("nothing.jar"));
    return new Apps(
        worker + File.pathSeparator + brought("azure-functions-java-") + brought("gson-"),
        warmUp,
        new Subject(
            "does nothing (floor)",
            List.of(nothing),
            List.of("hearth.bench.nothing.Nothing.nothing"),
            "nothing"),
        new Subject(
            "Hearth",
            List.of(jar),
            List.of(
                "hearth.app.InteractionsFunction.interactions",
                "hearth.app.ReactionsFunction.reactions",
                "hearth.app.GameEventsFunction.gameEvents",
                "hearth.app.BellFunction.bell",
                "hearth.app.SweepFunction.sweep"),
            "interactions"),
        new Subject(
            "the obvious way",
            jarsOfObvious(),
            List.of("hearth.bench.obvious.Obvious.obvious"),
            "obvious"));
  }

  /** The queue that the obvious way sends to. */
  static void provision(Azurite azurite) {
    new QueueServiceClientBuilder()
        .connectionString(azurite.connectionString())
        .buildClient()
        .createQueue("obvious");
  }

  private static List<Path> jarsOfObvious() throws IOException {
    Path target = Path.of("bench/obvious/target");
    List<Path> jars = new ArrayList<>();
    jars.add(target.resolve("bench-obvious-0.1.0.jar"));
    try (Stream<Path> libraries = Files.list(target.resolve("lib"))) {
      libraries
          .filter(jar -> !jar.getFileName().toString().startsWith("azure-functions-java-"))
          .sorted()
          .forEach(jars::add);
    }
    return jars;
  }

  /** The part of this JVM's own class path that the worker has too. */
  private static String brought(String prefix) {
    StringBuilder found = new StringBuilder();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      if (Path.of(entry).getFileName().toString().startsWith(prefix)) {
        found.append(entry).append(File.pathSeparator);
      }
    }
    return found.toString();
  }
}
