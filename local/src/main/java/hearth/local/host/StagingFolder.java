package hearth.local.host;

import hearth.local.host.queue.HostJson;
import hearth.local.host.function.HostException;
import hearth.local.host.function.FunctionDefinition;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The folder that would be published: host.json, a folder for each function, and one jar.
 *
 * @param hostJson the host's settings
 * @param jar the app
 * @param functions what it offers, by name
 */
public record StagingFolder(HostJson hostJson, Path jar, List<FunctionDefinition> functions) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * Reads and checks the folder.
   *
   * @param settings the app's settings
   * @throws HostException saying why it is not fit to be published
   */
  public static StagingFolder read(Path folder, Map<String, String> settings) {
    Path hostJson = folder.resolve("host.json");
    if (!Files.isRegularFile(hostJson)) {
      throw new HostException(folder + " is no staging folder: it holds no host.json");
    }
    List<FunctionDefinition> functions = new ArrayList<>();
    Set<Path> jars = new HashSet<>();
    for (Path file : functionFiles(folder)) {
      JsonNode function = json(file);
      functions.add(FunctionDefinition.of(file.getParent().getFileName().toString(), function));
      jars.add(file.resolveSibling(function.path("scriptFile").asText()).normalize());
    }
    if (functions.isEmpty()) {
      throw new HostException(folder + " holds no function: no folder in it has a function.json");
    }
    return new StagingFolder(
        HostJson.of(json(hostJson), settings), only(jars), List.copyOf(functions));
  }

  private static List<Path> functionFiles(Path folder) {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries
          .map(entry -> entry.resolve("function.json"))
          .filter(Files::isRegularFile)
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new HostException(folder + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static JsonNode json(Path file) {
    try {
      return JSON.readTree(file.toFile());
    } catch (IOException e) {
      throw new HostException(file + " cannot be read as JSON: " + e.getMessage(), e);
    }
  }

  private static Path only(Set<Path> jars) {
    Path jar = jars.iterator().next();
    if (jars.size() > 1) {
      throw new HostException("the functions name more than one scriptFile: " + jars);
    }
    if (!Files.isRegularFile(jar)) {
      throw new HostException("the scriptFile " + jar + " is not there");
    }
    return jar;
  }
}
