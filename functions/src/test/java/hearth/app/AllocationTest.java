package hearth.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.azure.functions.OutputBinding;
import com.sun.management.ThreadMXBean;
import hearth.app.settings.SettingsTest;
import hearth.discord.interaction.SignedRequests;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What one request allocates: nearly all of it is the signature's arithmetic. */
class AllocationTest {
  private static final long FIRST_MOST_BYTES = 500_000;
  private static final long MOST_BYTES = 200_000;
  private static final SignedRequests DISCORD = new SignedRequests(5);
  private static final String PING =
      "{\"type\":1,\"id\":\"1307000000000000001\","
          + "\"application_id\":\"1200000000000000001\",\"token\":\"tok\"}";

  @Test
  void eachOfTheFirstRequestsAllocatesLittle() {
    answer(function());
    InteractionsFunction function = function();
    for (int i = 0; i < 7; i++) {
      assertAllocates(FIRST_MOST_BYTES, function, 1);
    }
  }

  /** By then there are many multiples to sum up: hearth.discord.interaction.Ed25519. */
  @Test
  void aLaterRequestAllocatesLess() {
    InteractionsFunction function = function();
    for (int i = 0; i < 10; i++) {
      answer(function);
    }
    assertAllocates(MOST_BYTES, function, 20);
  }

  private static void assertAllocates(long most, InteractionsFunction function, int times) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    FakeRequest request = request();
    long before = threads.getCurrentThreadAllocatedBytes();
    for (int i = 0; i < times; i++) {
      function.interactions(request, new Unused(), new FakeContext());
    }
    long each = (threads.getCurrentThreadAllocatedBytes() - before) / times;
    assertTrue(each > 0 && each <= most, () -> each + " bytes");
  }

  private static InteractionsFunction function() {
    Map<String, String> environment = SettingsTest.environment();
    environment.put("DISCORD_PUBLIC_KEY", DISCORD.publicKey());
    return InteractionsFunction.with(environment);
  }

  /**
   * A refusal would allocate less, and not be what is measured; it also makes what is made once.
   */
  private static void answer(InteractionsFunction function) {
    assertEquals(
        200, function.interactions(request(), new Unused(), new FakeContext()).getStatusCode());
  }

  private static FakeRequest request() {
    String timestamp = Long.toString(Instant.now().getEpochSecond());
    return new FakeRequest(
        PING,
        Map.of(
            "x-signature-ed25519",
            DISCORD.sign(timestamp, PING),
            "x-signature-timestamp",
            timestamp));
  }

  private static final class Unused implements OutputBinding<byte[]> {
    @Override
    public byte[] getValue() {
      throw new AssertionError("a PING queues nothing");
    }

    @Override
    public void setValue(byte[] value) {
      throw new AssertionError("a PING queues nothing");
    }
  }
}
