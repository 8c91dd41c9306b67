package hearth.azure.table;

import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.data.tables.TableClientBuilder;
import hearth.azure.AzuriteProcess;
import hearth.core.history.History;
import hearth.core.port.HistoryContract;
import hearth.core.port.StateStore;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** History in the table keeps the contract on a real Azurite. */
class TableHistoryIT extends HistoryContract {
  @TempDir private static Path directory;
  private static AzuriteProcess azurite;

  @BeforeAll
  static void start() throws IOException {
    azurite = AzuriteProcess.start(directory);
    new TableClientBuilder()
        .connectionString(azurite.tables())
        .httpClient(new JdkHttpClientBuilder().build())
        .tableName("servers")
        .buildClient()
        .createTable();
  }

  @AfterAll
  static void stop() {
    azurite.close();
  }

  @Override
  protected StateStore store() {
    return new TableStateStore(azurite.table("servers"));
  }

  @Override
  protected History history() {
    return new TableHistory(azurite.table("servers"));
  }
}
