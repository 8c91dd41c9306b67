package hearth.local.host;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What would be published: host.json, a folder for each function, and one jar.
 *
 * @param hostJson the host's settings
 * @param jar the app
 * @param functions what it offers
 */
record StagingFolder(JsonNode hostJson, Path jar, List<FunctionDefinition> functions) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Set<String> KNOWN =
      Set.of("httpTrigger", "queueTrigger", "timerTrigger", "http", "queue");

  /** Reads and checks the folder. */
  static StagingFolder read(Path folder) {
    Path host = folder.resolve("host.json");
    if (!Files.isRegularFile(host)) {
      throw new HostException(folder + " is no staging folder: it holds no host.json");
    }
    try (Stream<Path> entries = Files.list(folder)) {
      List<FunctionDefinition> functions = new ArrayList<>();
      Path jar = null;
      for (Path entry : entries.sorted().toList()) {
        Path json = entry.resolve("function.json");
        if (Files.isRegularFile(json)) {
          JsonNode function = JSON.readTree(json.toFile());
          functions.add(function(entry.getFileName().toString(), function));
          jar = entry.resolve(function.path("scriptFile").asText()).normalize();
        }
      }
      if (jar == null || !Files.isRegularFile(jar)) {
        throw new HostException(folder + " holds no function whose jar is there");
      }
      return new StagingFolder(JSON.readTree(host.toFile()), jar, List.copyOf(functions));
    } catch (IOException e) {
      throw new HostException(folder + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static FunctionDefinition function(String name, JsonNode json) {
    String entry = json.path("entryPoint").asText("");
    int dot = entry.lastIndexOf('.');
    if (dot < 1) {
      throw new HostException("function " + name + " names no entryPoint");
    }
    List<Binding> bindings = new ArrayList<>();
    for (JsonNode binding : json.path("bindings")) {
      bindings.add(Binding.of(binding));
    }
    for (Binding binding : bindings) {
      if (!KNOWN.contains(binding.type())) {
        throw new HostException(
            "function " + name + " has a binding of unknown type " + binding.type());
      }
    }
    return new FunctionDefinition(
        name, entry.substring(0, dot), entry.substring(dot + 1), List.copyOf(bindings));
  }
}
