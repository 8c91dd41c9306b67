package hearth.setup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsFileTest {
  @TempDir Path directory;

  @Test
  void theEnvironmentComesFirstAndBlankValuesAreNone() throws IOException {
    Path file = file("{\"Values\":{\"A\":\"file\",\"B\":\"file\",\"C\":\"\"}}");
    Map<String, String> settings = SettingsFile.read(file, true, Map.of("B", "environment"));
    assertEquals(Map.of("A", "file", "B", "environment"), settings);
  }

  @Test
  void aPlainObjectIsReadAsWell() throws IOException {
    assertEquals(Map.of("A", "1"), SettingsFile.read(file("{\"A\":\"1\"}"), true, Map.of()));
  }

  @Test
  void aFileThatNobodyNamedNeedNotBeThere() {
    assertTrue(SettingsFile.read(directory.resolve("none"), false, Map.of()).isEmpty());
    assertThrows(Problem.class, () -> SettingsFile.read(directory.resolve("none"), true, Map.of()));
  }

  @Test
  void aBrokenFileIsNotQuoted() throws IOException {
    Path file = file("{\"Values\":{\n\"DISCORD_BOT_TOKEN\":\"secret\" oops}}");
    Problem problem = assertThrows(Problem.class, () -> SettingsFile.read(file, true, Map.of()));
    assertTrue(problem.getMessage().contains("line 2"), problem::getMessage);
    assertFalse(problem.getMessage().contains("secret"), problem::getMessage);
  }

  private Path file(String text) throws IOException {
    return Files.writeString(directory.resolve("settings.json"), text);
  }
}
