package hearth.app.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import hearth.contracts.Contracts;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

public class SettingsTest {
  /** What the Functions host itself needs beside ours. */
  private static final Set<String> HOSTS_OWN =
      Set.of("FUNCTIONS_WORKER_RUNTIME", "AzureWebJobsStorage");

  private final Map<String, String> environment = environment();

  public static Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>();
    environment.put("DISCORD_APPLICATION_ID", "1200000000000000001");
    environment.put("DISCORD_PUBLIC_KEY", "ab".repeat(32));
    environment.put("DISCORD_BOT_TOKEN", "hunter2-bot-token");
    environment.put("HEARTH_SERVERS", Contracts.example("servers", "full"));
    environment.put("HEARTH_MASTER_SECRET", "hunter2-".repeat(4));
    environment.put("AZURE_SUBSCRIPTION_ID", "00000000-0000-0000-0000-0000000000aa");
    environment.put("HEARTH_RESOURCE_GROUP", "games");
    environment.put("HearthControl__queueServiceUri", "https://c.queue.core.windows.net/");
    environment.put("HearthControl__tableServiceUri", "https://c.table.core.windows.net/");
    return environment;
  }

  @Test
  void theWholeEnvironmentIsRead() {
    Settings.ForReactions all = Settings.all(environment);
    assertEquals("1200000000000000001", all.door().application());
    assertEquals("server", all.door().command());
    assertEquals(2, all.door().fleet().servers().size());
    assertEquals(URI.create("https://discord.com/api/v10"), all.discord().api());
    assertEquals(URI.create("https://management.azure.com"), all.azure().armEndpoint());
    assertEquals("games", all.azure().resourceGroup());
    assertNull(all.azure().clientId());
  }

  @Test
  void theDoorOpensWithItsOwnShareAlone() {
    environment
        .keySet()
        .retainAll(Set.of("DISCORD_APPLICATION_ID", "DISCORD_PUBLIC_KEY", "HEARTH_SERVERS"));
    assertEquals("server", Settings.door(environment).command());
    assertThrows(BadSettings.class, () -> Settings.all(environment));
  }

  @Test
  void everyRequiredKeyIsMissedAtOnce() {
    String message = assertThrows(BadSettings.class, () -> Settings.all(Map.of())).getMessage();
    for (Settings.Key key : Settings.KEYS) {
      assertEquals(key.required, message.contains(key.setting + " must be set"), key.setting);
    }
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          DISCORD_APPLICATION_ID,         app
          DISCORD_PUBLIC_KEY,             abcd
          DISCORD_PUBLIC_KEY,             @Microsoft.KeyVault(SecretUri=https://v/secrets/k)
          DISCORD_BOT_TOKEN,              two words
          DISCORD_BOT_TOKEN,              @Microsoft.KeyVault(VaultName=v;SecretName=s)
          DISCORD_API,                    http://discord.com/api
          DISCORD_API,                    not an address
          DISCORD_API,                    https://user:pass@discord.com/
          DISCORD_API,                    discord.com
          HEARTH_SERVERS,                 []
          HEARTH_COMMAND,                 Server
          HEARTH_MASTER_SECRET,           short
          AZURE_SUBSCRIPTION_ID,          mine
          AZURE_CLIENT_ID,                mine
          AZURE_ARM_ENDPOINT,             ftp://management.azure.com
          HearthControl__queueServiceUri, https://c.queue.core.windows.net/?sig=hunter2
          HearthControl__tableServiceUri, UseDevelopmentStorage=true
          HEARTH_RESOURCE_GROUP,          ' '
          HEARTH_LOOK,                    maybe
          HEARTH_VERSION,                 one two
          """)
  void aValueThatIsWrongIsToldByNameAndNotQuoted(String key, String value) {
    environment.put(key, value);
    BadSettings wrong = assertThrows(BadSettings.class, () -> Settings.all(environment));
    assertTrue(wrong.getMessage().contains(key), wrong::getMessage);
    assertFalse(wrong.getMessage().contains(";"), "nothing else is wrong: " + wrong.getMessage());
    assertFalse(wrong.toString().contains("hunter2"), wrong::getMessage);
    assertFalse(!value.isBlank() && wrong.getMessage().contains(value), wrong::getMessage);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Europe/Berlim", "Mars/Olympus", "CEST+1", "europe/berlin"})
  void aTimeZoneThatDoesNotExistIsRefusedWhereItIsWritten(String zone) {
    String fleet = environment.get("HEARTH_SERVERS");
    String guild = "\"guilds\":[{\"id\":\"1100000000000000001\",\"zone\":\"%s\"}],";
    environment.put("HEARTH_SERVERS", fleet.replaceFirst("\\{", "{" + guild.formatted(zone)));
    BadSettings wrong = assertThrows(BadSettings.class, () -> Settings.all(environment));
    assertTrue(wrong.getMessage().contains("HEARTH_SERVERS/guilds has a time zone"));
    assertFalse(wrong.getMessage().contains(zone), wrong::getMessage);
    environment.put(
        "HEARTH_SERVERS", fleet.replaceFirst("\\{", "{" + guild.formatted("Asia/Kathmandu")));
    Settings.all(environment);
  }

  @ParameterizedTest
  @CsvSource({
    "'hunter2', true",
    "'hunter`2``', true",
    "'hunter  2', true",
    "'пароль-日本', true",
    "'', false",
    "' hunter2', false",
    "'hunter2 ', false",
    "'hun\\nter2', false",
    "'hun\\tter2', false",
    "'hun\\u200bter2', false",
    "'hun\\u00a0ter2', false",
    "'hun\\u202eter2', false",
    "'hun\\u3164ter2', false",
    "'hun\\ud800ter2', false"
  })
  void aPasswordThatCouldNotBeShownWholeIsRefused(String password, boolean fine) {
    environment.put("HEARTH_PASSWORDS", "{\"valheim\":\"" + password + "\"}");
    if (fine) {
      assertEquals(password, Settings.all(environment).passwords().get("valheim"));
    } else {
      BadSettings wrong = assertThrows(BadSettings.class, () -> Settings.all(environment));
      assertFalse(wrong.getMessage().contains("ter2"), wrong::getMessage);
    }
  }

  @Test
  void plainHttpIsForThisMachineOnly() {
    environment.put("DISCORD_API", "http://127.0.0.1:8080/api/v10");
    environment.put("AZURE_ARM_ENDPOINT", "http://localhost:8081");
    assertEquals(8080, Settings.all(environment).discord().api().getPort());
  }

  @Test
  void noSecretIsEverShown() {
    Settings.ForReactions all = Settings.all(environment);
    for (Settings.Key key : Settings.KEYS) {
      String value = environment.get(key.setting);
      assertFalse(key.secret && value != null && all.toString().contains(value), key.setting);
    }
    assertEquals("hunter2-bot-token", all.discord().botToken());
  }

  @Test
  void theSampleHoldsTheseKeysAndNoSecret() throws IOException {
    JsonNode values = new ObjectMapper().readTree(sample().toFile()).path("Values");
    Set<String> expected = new TreeSet<>(HOSTS_OWN);
    for (Settings.Key key : Settings.KEYS) {
      expected.add(key.setting);
      assertFalse(key.secret && !values.path(key.setting).textValue().isEmpty(), key.setting);
    }
    Set<String> found = new TreeSet<>();
    values.fieldNames().forEachRemaining(found::add);
    assertEquals(expected, found);
    String fleet = values.path("HEARTH_SERVERS").textValue();
    assertTrue(Contracts.errors("servers", fleet).isEmpty(), "its fleet keeps the schema");
  }

  private static Path sample() {
    Path here = Path.of("").toAbsolutePath();
    while (!Files.exists(here.resolve("local.settings.sample.json"))) {
      here = here.getParent();
    }
    return here.resolve("local.settings.sample.json");
  }
}
