package hearth.local.host;

import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.storage.queue.QueueClient;
import com.azure.storage.queue.QueueServiceClient;
import com.azure.storage.queue.QueueServiceClientBuilder;
import hearth.local.azurite.Azurite;

/** One Azurite for all tests that do not stop it; they use queues of their own. */
public final class SharedAzurite {
  private static final Azurite AZURITE = started();
  private static final QueueServiceClient QUEUES = queues(AZURITE);

  private SharedAzurite() {}

  private static Azurite started() {
    Azurite azurite = Azurite.inMemory();
    azurite.start();
    return azurite;
  }

  public static QueueServiceClient queues(Azurite azurite) {
    return new QueueServiceClientBuilder()
        .connectionString(azurite.connectionString())
        .httpClient(new JdkHttpClientBuilder().build())
        .buildClient();
  }

  public static String connectionString() {
    return AZURITE.connectionString();
  }

  public static QueueClient queue(String name) {
    return QUEUES.getQueueClient(name);
  }
}
