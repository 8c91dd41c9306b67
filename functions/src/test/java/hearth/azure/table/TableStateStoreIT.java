package hearth.azure.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.data.tables.TableClient;
import com.azure.data.tables.TableClientBuilder;
import hearth.azure.AzuriteProcess;
import hearth.core.port.StateStore;
import hearth.core.port.StateStoreContract;
import hearth.core.state.State;
import hearth.core.state.Step;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The table adapter keeps the contract on a real Azurite. */
class TableStateStoreIT extends StateStoreContract {
  @TempDir private static Path directory;
  private static AzuriteProcess azurite;
  private static TableClient table;

  @BeforeAll
  static void start() throws IOException {
    azurite = AzuriteProcess.start(directory);
    table = client("servers");
    table.createTable();
  }

  @AfterAll
  static void stop() {
    azurite.close();
  }

  private static TableClient client(String name) {
    return new TableClientBuilder()
        .connectionString(azurite.tables())
        .httpClient(new JdkHttpClientBuilder().build())
        .tableName(name)
        .buildClient();
  }

  @Override
  protected StateStore store() {
    return new TableStateStore(azurite.table("servers"));
  }

  @Override
  protected void lose(String server) {
    table.deleteEntity(server, "state");
  }

  @Test
  void whoeverLooksWithATableExplorerSeesWhatMatters() {
    StateStore store = store();
    assertTrue(
        store.save("explorer", store.load("explorer"), Step.to(StateJsonTest.busy(2))).isPresent());
    var row = table.getEntity("explorer", "state");
    assertEquals("RUNNING", row.getProperty("status"));
    assertEquals("203.0.113.7", row.getProperty("ip"));
    assertEquals(2, row.getProperty("online_players"));
  }

  @Test
  void whatANewerVersionWroteSurvivesASave() {
    StateStore store = store();
    assertTrue(store.save("upgraded", store.load("upgraded"), Step.to(State.NEW)).isPresent());
    var row = table.getEntity("upgraded", "state");
    String json = (String) row.getProperty("json");
    row.addProperty("json", json.replaceFirst("\\{", "{\"mood\":\"fine\","));
    table.updateEntity(row);
    assertTrue(
        store.save("upgraded", store.load("upgraded"), Step.to(StateJsonTest.busy(1))).isPresent());
    String saved = (String) table.getEntity("upgraded", "state").getProperty("json");
    assertTrue(saved.contains("\"mood\":\"fine\""), saved);
  }

  @Test
  void aMissingTableIsNamed() {
    StateStore store = new TableStateStore(azurite.table("nosuchtable"));
    IllegalStateException missing =
        assertThrows(IllegalStateException.class, () -> store.load("valheim"));
    assertTrue(missing.getMessage().contains("'servers' is missing"));
  }
}
