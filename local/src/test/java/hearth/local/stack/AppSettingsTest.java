package hearth.local.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AppSettingsTest {
  private static final String SECRET = "s3cret-of-this-test";

  @TempDir private Path folder;

  @Test
  void whatIsNotListedReachesTheAppAsItWasGiven() {
    Map<String, String> given = good();
    AppSettings.OVERLAID.forEach(name -> given.put(name, "given"));
    given.put("HEARTH_VERSION", "");
    given.put("WEBSITE_CONTENTSHARE", "hearth");
    Map<String, String> local = new HashMap<>();
    AppSettings.OVERLAID.forEach(name -> local.put(name, "local"));
    AppSettings.ADDED.forEach(name -> local.put(name, "local"));
    Map<String, String> wanted = new HashMap<>(given);
    wanted.putAll(local);
    assertEquals(wanted, new AppSettings(given).under(local));
  }

  @Test
  void nothingBesideTheListCanBeLaidOver() {
    AppSettings settings = new AppSettings(good());
    assertThrows(
        IllegalArgumentException.class, () -> settings.under(Map.of("HEARTH_SERVERS", "{}")));
  }

  @ParameterizedTest
  @CsvSource({
    "DISCORD_APPLICATION_ID, ''",
    "HEARTH_SERVERS, ' '",
    "HEARTH_RESOURCE_GROUP, ''",
    "AZURE_SUBSCRIPTION_ID, ''",
    "HEARTH_COMMAND, '@Microsoft.KeyVault(VaultName=v;SecretName=s3cret-of-this-test)'"
  })
  void aSettingThatCannotWorkIsNamed(String name, String value) {
    Map<String, String> given = good();
    given.put(name, value);
    refuses(name, () -> new AppSettings(given));
  }

  @Test
  void aNameThatNoEnvironmentTakesIsRefused() {
    Map<String, String> given = good();
    given.put("A=B", SECRET);
    refuses("no environment", () -> new AppSettings(given));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[] | HEARTH_SERVERS is not JSON",
        "{ | HEARTH_SERVERS is not JSON",
        "{} | names no server",
        "{\"servers\":[{\"name\":\"a\"}]} | servers[0] has no game",
        "{\"servers\":[{\"name\":\"a\",\"game\":\"b\",\"guild\":\"1\"}]} | servers[0] has no channel",
        "{\"servers\":[{\"name\":\"a\",\"placements\":[{\"size\":\"s\"}]}]} | servers[0] has no scaleSet"
      })
  void aFleetThatTheStandInsCannotServeIsRefused(String fleet, String words) {
    Map<String, String> given = good();
    given.put("HEARTH_SERVERS", fleet);
    refuses(words, () -> new AppSettings(given).roster());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "not JSON | is not one JSON object",
        "[\"s3cret-of-this-test\"] | is not one JSON object",
        "{\"DISCORD_BOT_TOKEN\": [\"s3cret-of-this-test\"]} | DISCORD_BOT_TOKEN is not a text",
        "{\"DISCORD_BOT_TOKEN\": \"s3cret-of-this-test\"} | DISCORD_APPLICATION_ID is missing"
      })
  void aFileThatIsSomethingElseIsRefused(String text, String words) throws IOException {
    Path file = Files.writeString(folder.resolve("settings.json"), text);
    refuses(words, () -> AppSettings.read(file));
  }

  @Test
  void aFileThatIsNotThereIsNamed() {
    refuses("nowhere.json cannot be read", () -> AppSettings.read(folder.resolve("nowhere.json")));
  }

  @Test
  void theTownsOwnFleetIsReadWithItsSetsAndRoles() {
    Roster roster = AppSettings.ofTown().roster();
    assertEquals(List.of("valheim", "minecraft", "factorio"), roster.names());
    assertEquals(List.of("hearth-valheim-a", "hearth-valheim-b"), roster.setsOf("valheim"));
    assertEquals("minecraft-java", roster.serverOf("hearth-minecraft-a").game());
    assertEquals(List.of(Town.KEEPER), roster.roles());
    assertEquals(List.of(), roster.setsOf("chess"));
  }

  private static void refuses(String words, org.junit.jupiter.api.function.Executable what) {
    String said = assertThrows(UnusableSettings.class, what).getMessage();
    assertTrue(said.contains(words), said);
    assertFalse(said.contains(SECRET), said);
  }

  private static Map<String, String> good() {
    return new HashMap<>(AppSettings.ofTown().values());
  }
}
