package hearth.packaging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Opens what {@code func azure functionapp publish} would upload. */
class StagingIT {
  private static final Path STAGING = Path.of(System.getProperty("hearth.staging"));
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void itHoldsTheHostTheFunctionsOneJarAndNothingElse() throws IOException {
    try (Stream<Path> files = Files.walk(STAGING)) {
      List<String> names =
          files
              .filter(Files::isRegularFile)
              .map(file -> STAGING.relativize(file).toString())
              .sorted()
              .toList();
      assertEquals(
          List.of(
              "bell/function.json",
              "functions-0.1.0.jar",
              "gameEvents/function.json",
              "host.json",
              "interactions/function.json",
              "local.settings.json",
              "reactions/function.json",
              "sweep/function.json"),
          names);
    }
  }

  @Test
  void itsHostJsonIsTheProjectsOwn() throws IOException {
    Path own = Path.of("").toAbsolutePath().resolveSibling("host.json");
    assertEquals(JSON.readTree(own.toFile()), JSON.readTree(STAGING.resolve("host.json").toFile()));
    JsonNode queues = JSON.readTree(own.toFile()).at("/extensions/queues");
    assertEquals(5, queues.path("maxDequeueCount").intValue());
    assertEquals("base64", queues.path("messageEncoding").textValue());
  }

  @Test
  void itsLocalSettingsHoldNoValue() throws IOException {
    JsonNode settings = JSON.readTree(STAGING.resolve("local.settings.json").toFile());
    assertTrue(settings.path("Values").isEmpty());
    assertFalse(settings.has("ConnectionStrings"));
  }

  @ParameterizedTest
  @CsvSource({
    "interactions, httpTrigger, POST /api/interactions anonymous",
    "bell,         httpTrigger, POST /api/bell anonymous",
    "reactions,    queueTrigger, commands",
    "gameEvents,   queueTrigger, game-events",
    "sweep,        timerTrigger, 0 */5 * * * *"
  })
  void everyFunctionIsBoundToItsTrigger(String function, String trigger, String to)
      throws IOException {
    JsonNode json = JSON.readTree(STAGING.resolve(function).resolve("function.json").toFile());
    JsonNode binding = binding(json, trigger);
    String bound =
        switch (trigger) {
          case "httpTrigger" ->
              binding.at("/methods/0").textValue()
                  + " /api/"
                  + binding.path("route").textValue()
                  + " "
                  + binding.path("authLevel").textValue().toLowerCase(java.util.Locale.ROOT);
          case "queueTrigger" -> binding.path("queueName").textValue();
          default -> binding.path("schedule").textValue();
        };
    assertEquals(to, bound);
    assertEquals("../functions-0.1.0.jar", json.path("scriptFile").textValue());
  }

  @Test
  void theInteractionsFunctionWritesTheQueueThatReactionsReads() throws IOException {
    JsonNode json = JSON.readTree(STAGING.resolve("interactions/function.json").toFile());
    assertEquals("commands", binding(json, "queue").path("queueName").textValue());
    assertEquals("HearthControl", binding(json, "queue").path("connection").textValue());
  }

  @Test
  void itsJarHoldsEveryClassOnceAndNoSignature() throws IOException {
    Set<String> seen = new HashSet<>();
    Map<String, Integer> twice = new TreeMap<>();
    try (ZipInputStream jar =
        new ZipInputStream(Files.newInputStream(STAGING.resolve("functions-0.1.0.jar")))) {
      for (ZipEntry entry = jar.getNextEntry(); entry != null; entry = jar.getNextEntry()) {
        String name = entry.getName();
        if (name.endsWith(".class") && !seen.add(name)) {
          twice.merge(name, 2, Integer::sum);
        }
        assertFalse(name.matches("META-INF/[^/]*\\.(SF|RSA|DSA|EC)"), name);
      }
    }
    assertEquals(Map.of(), twice);
    assertTrue(seen.contains("hearth/app/InteractionsFunction.class"));
    assertTrue(seen.contains("net/i2p/crypto/eddsa/EdDSAEngine.class"));
    assertFalse(seen.stream().anyMatch(name -> name.startsWith("io/netty/")), "no netty");
  }

  private static JsonNode binding(JsonNode function, String type) {
    for (JsonNode binding : function.path("bindings")) {
      if (binding.path("type").textValue().equals(type)) {
        return binding;
      }
    }
    throw new AssertionError("no binding of type " + type);
  }
}
