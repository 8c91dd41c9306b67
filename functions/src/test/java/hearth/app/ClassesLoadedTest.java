package hearth.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.app.settings.SettingsTest;
import hearth.discord.interaction.SignedRequests;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Each class costs a cold start a third of a millisecond or more, and a careless line can load
 * hundreds: so they are counted. Those of the JDK are not, they differ with it.
 */
class ClassesLoadedTest {
  private static final int MOST = 70;
  private static final SignedRequests DISCORD = new SignedRequests(7);
  private static final String BODY =
      """
      {"type":%s,"id":"1307000000000000001","application_id":"1200000000000000001","token":"tok",\
      "guild_id":"1100000000000000001","channel_id":"1100000000000000002","locale":"en-GB",\
      "member":{"roles":[],"user":{"id":"1000000000000000001","username":"ada"}},\
      "data":{"name":"server","options":[{"type":1,"name":"start",\
      "options":[{"type":3,"name":"server","value":"valheim"}]}]}}""";

  @TempDir Path scratch;

  @ParameterizedTest
  @CsvSource({"1, '{\"type\":1}'", "2, '{\"type\":5}'", "4, '\"choices\":[{'"})
  void theFirstRequestLoadsFewClasses(String type, String expected)
      throws IOException, InterruptedException {
    List<String> loaded = loadedBy(BODY.formatted(type), expected);
    assertTrue(loaded.contains("hearth.app.InteractionsFunction"), loaded::toString);
    assertTrue(loaded.size() <= MOST, () -> loaded.size() + ": " + loaded);
  }

  @Test
  void aBellThatIsTurnedAwayLoadsNothingOfTheSdk() throws IOException, InterruptedException {
    String forged =
        "{\"server\":\"valheim\",\"generation\":3,\"number\":%d,\"mac\":\"%s\"}"
            .formatted(Instant.now().toEpochMilli(), "ab".repeat(32));
    String unknown = forged.replace("valheim", "nowhere");
    String tooLong = forged + " ".repeat(1000);
    List<String> loaded = loadedBy("401 401 400 413", "ColdBell", forged, unknown, "[]", tooLong);
    assertTrue(loaded.contains("hearth.bell.BellDoor"), loaded::toString);
    assertTrue(loaded.size() <= MOST, () -> loaded.size() + ": " + loaded);
    // The key that a MAC is checked with is made by the JDK alone.
    List<String> heavy =
        loaded.stream()
            .filter(
                name -> name.matches("(com\\.azure|reactor|com\\.fasterxml|hearth\\.azure)\\..*"))
            .filter(name -> !name.equals("hearth.azure.queue.MachineKey"))
            .toList();
    assertEquals(List.of(), heavy);
    assertFalse(loaded.contains("hearth.app.Backstage"), loaded::toString);
  }

  private List<String> loadedBy(String body, String expected)
      throws IOException, InterruptedException {
    String timestamp = Long.toString(Instant.now().getEpochSecond());
    return loadedBy(expected, "ColdCall", DISCORD.sign(timestamp, body), timestamp, body);
  }

  private List<String> loadedBy(String expected, String program, String... arguments)
      throws IOException, InterruptedException {
    Path log = scratch.resolve("classes.log");
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            // As the worker's -noverify, without its warning: a verifier would load more.
            "-XX:+UnlockDiagnosticVMOptions",
            "-XX:-BytecodeVerificationRemote",
            "-Xlog:class+load=info:file=" + log + ":none:filecount=0",
            "-cp",
            System.getProperty("java.class.path"),
            "hearth.app." + program);
    builder.command().addAll(List.of(arguments));
    Map<String, String> environment = SettingsTest.environment();
    environment.put("DISCORD_PUBLIC_KEY", DISCORD.publicKey());
    builder.environment().putAll(environment);
    Process process = builder.redirectErrorStream(true).start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(process.waitFor() == 0 && printed.contains(expected), printed);
    try (Stream<String> lines = Files.lines(log)) {
      return lines
          .map(line -> line.substring(0, line.indexOf(' ')))
          .filter(ClassesLoadedTest::isOurs)
          .toList();
    }
  }

  /** Not the JDK's, not the worker's, and not the test's own. */
  private static boolean isOurs(String name) {
    return !name.matches("(java|javax|jdk|sun)\\..*")
        && !name.startsWith("com.microsoft.azure.functions.")
        && !name.matches("hearth\\.app\\.(Cold|Fake).*");
  }
}
