package hearth.local.host;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A staging folder written by hand. */
public final class Staging {
  public static final String HOST_JSON =
      """
      {"version": "2.0", "extensions": {
        "http": {"routePrefix": "api"},
        "queues": {"maxPollingInterval": "00:00:01", "visibilityTimeout": "00:00:00",
          "batchSize": 4, "newBatchThreshold": 2, "maxDequeueCount": 3}}}
      """;
  public static final String HTTP =
      "{\"type\": \"httpTrigger\", \"direction\": \"in\", \"name\": \"request\","
          + " \"methods\": [\"POST\", \"GET\"]},"
          + " {\"type\": \"http\", \"direction\": \"out\", \"name\": \"$return\"}";

  private final Path folder;

  public Staging(Path folder) {
    this.folder = folder;
    write("host.json", HOST_JSON);
  }

  public Path folder() {
    return folder;
  }

  public Path jar() {
    return folder.resolve("app.jar");
  }

  public static String queueTrigger(String queue) {
    return "{\"type\": \"queueTrigger\", \"direction\": \"in\", \"name\": \"message\","
        + " \"queueName\": \"%s\", \"connection\": \"Control\"}".formatted(queue);
  }

  public static String queueOutput(String name, String queue) {
    return "{\"type\": \"queue\", \"direction\": \"out\", \"name\": \"%s\",".formatted(name)
        + " \"queueName\": \"%s\", \"connection\": \"Control\"}".formatted(queue);
  }

  static String timer(String schedule) {
    return "{\"type\": \"timerTrigger\", \"direction\": \"in\", \"name\": \"timer\","
        + " \"schedule\": \"%s\"}".formatted(schedule);
  }

  public Staging function(String name, String entryPoint, String... bindings) {
    return write(
        name + "/function.json",
        "{\"scriptFile\": \"../app.jar\", \"entryPoint\": \"%s\", \"bindings\": [%s]}"
            .formatted(entryPoint, String.join(", ", bindings)));
  }

  public Staging write(String file, String text) {
    try {
      Path path = folder.resolve(file);
      Files.createDirectories(path.getParent());
      Files.writeString(path, text);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
