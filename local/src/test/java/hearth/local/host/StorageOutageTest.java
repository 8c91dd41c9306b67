package hearth.local.host;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.azure.storage.queue.QueueClient;
import hearth.local.azurite.Azurite;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StorageOutageTest {
  @TempDir Path directory;

  @Test
  void anOutageIsToldOfTwiceAndThenMessagesComeAgain() {
    try (Azurite azurite = Azurite.overHttp(directory.resolve("data"))) {
      azurite.start();
      QueueClient queue = SharedAzurite.queues(azurite).getQueueClient("work");
      queue.create();
      Staging staging = SampleApp.in(directory);
      staging.function("work", "sample.Queue.flaky", Staging.queueTrigger("work"));
      try (Hosted host = new Hosted(HostOptions.of(staging.folder()), azurite.connectionString())) {
        azurite.stop();
        host.awaitLogged("the queue work cannot be read");
        azurite.start();
        host.awaitLogged("the queue work can be read again");
        queue.sendMessage("bWU=");
        host.awaitLogged("attempt 2 of me");
        assertEquals(1, host.logged("cannot be read"));
      }
    }
  }
}
