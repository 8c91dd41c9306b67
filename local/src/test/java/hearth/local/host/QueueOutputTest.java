package hearth.local.host;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.azure.storage.queue.QueueClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class QueueOutputTest {
  @TempDir Path directory;
  private final String name = "out-" + java.util.UUID.randomUUID();
  private final QueueClient queue = SharedAzurite.queue(name);
  private Hosted host;

  @BeforeEach
  void start() {
    queue.create();
    Staging staging = SampleApp.in(directory);
    staging.function("text", "sample.Http.text", Staging.HTTP, Staging.queueOutput("out", name));
    staging.function("bytes", "sample.Http.bytes", Staging.HTTP, Staging.queueOutput("out", name));
    staging.function("short", "sample.Http.bytes", Staging.HTTP, Staging.queueOutput("out", "ab"));
    host = new Hosted(staging);
  }

  @AfterEach
  void stop() {
    host.close();
  }

  private byte[] next() {
    return Base64.getDecoder().decode(queue.receiveMessage().getBody().toString());
  }

  @Test
  void bytesAreInTheQueueByteForByteWhenTheAnswerComes() {
    String message = "{\"v\":1,  \"type\" : \"command\"}";
    assertEquals(200, host.post("/api/bytes", message).statusCode());
    assertArrayEquals(message.getBytes(StandardCharsets.UTF_8), next());
  }

  @Test
  void aJsonTextIsWrittenAnewAndIndented() {
    assertEquals(200, host.post("/api/text", "{\"v\":1,\"list\":[]}").statusCode());
    assertEquals("{\n  \"v\": 1,\n  \"list\": []\n}", new String(next(), StandardCharsets.UTF_8));
  }

  @Test
  void aJsonArrayBecomesOneMessageAnElement() {
    assertEquals(200, host.post("/api/text", "[\"a\",\"b\",\"c\"]").statusCode());
    assertEquals(3, queue.getProperties().getApproximateMessagesCountLong());
  }

  @Test
  void anOutputNotSetWritesNothing() {
    assertEquals(200, host.post("/api/text", "").statusCode());
    assertEquals(0, queue.getProperties().getApproximateMessagesCountLong());
  }

  @Test
  void anOutputThatCannotBeWrittenIsAnswered500() {
    queue.delete();
    assertEquals(500, host.post("/api/bytes", "lost").statusCode());
    assertTrue(host.logged("its output to queue " + name + " failed: status 404") == 1);
  }

  @Test
  void aQueueCannotHaveANameOfTwoCharacters() {
    assertEquals(500, host.post("/api/short", "lost").statusCode());
    assertEquals(1, host.logged("its output to queue ab failed"));
  }
}
