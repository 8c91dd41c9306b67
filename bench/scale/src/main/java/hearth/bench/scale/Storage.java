package hearth.bench.scale;

import com.azure.core.http.HttpClient;
import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.data.tables.TableClient;
import com.azure.data.tables.TableClientBuilder;
import com.azure.storage.queue.QueueServiceClient;
import com.azure.storage.queue.QueueServiceClientBuilder;
import hearth.azure.queue.QueueOutbox;
import hearth.azure.table.StorageHttp;
import hearth.azure.table.Table;
import hearth.azure.table.TableStateStore;
import hearth.core.fleet.Fleet;
import hearth.core.fleet.Server;
import hearth.core.port.Outbox;
import hearth.core.port.StateStore;
import hearth.local.azurite.Azurite;

/** The store of states and messages: Azurite, with its transactions counted, or memory. */
record Storage(
    String name, StateStore store, Outbox outbox, Transactions tables, Transactions queues) {

  /** In memory: the store of the tests, which is a part of them only. */
  static Storage memory() {
    return new Storage(
        "memory", testStore(), Filled.port(Outbox.class), new Transactions(), new Transactions());
  }

  private static StateStore testStore() {
    try {
      var made = Class.forName("hearth.core.port.MemoryStateStore").getDeclaredConstructor();
      made.setAccessible(true);
      return (StateStore) made.newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("functions/target/test-classes is not on the class path", e);
    }
  }

  /** On Azurite, with the real adapters; tables and queues are made and emptied. */
  static Storage on(Azurite azurite, Fleet fleet) {
    Transactions tables = new Transactions();
    Transactions queues = new Transactions();
    HttpClient http = new JdkHttpClientBuilder().build();
    TableClient table =
        new TableClientBuilder()
            .connectionString(azurite.connectionString())
            .tableName("servers")
            .httpClient(http)
            .buildClient();
    table.deleteTable();
    table.createTable();
    SharedKeyLite key = SharedKeyLite.of(azurite.connectionString());
    QueueServiceClient service =
        new QueueServiceClientBuilder()
            .connectionString(azurite.connectionString())
            .httpClient(http)
            .addPolicy(queues)
            .buildClient();
    prepare(service, "commands");
    for (Server server : fleet.servers()) {
      prepare(service, "agent-" + server.name());
    }
    return new Storage(
        "Azurite",
        new TableStateStore(
            new Table(azurite.tableUri(), "servers", tables.counting(new StorageHttp(key)))),
        new QueueOutbox(() -> service, "not-a-secret-but-long-enough-to-be-one"),
        tables,
        queues);
  }

  private static void prepare(QueueServiceClient service, String name) {
    service.getQueueClient(name).createIfNotExists();
    service.getQueueClient(name).clearMessages();
  }
}
