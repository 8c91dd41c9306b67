package hearth.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import hearth.app.settings.SettingsTest;
import hearth.azure.queue.MachineKey;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class BellFunctionTest {
  private final Map<String, String> environment = SettingsTest.environment();
  private final AtomicInteger looks = new AtomicInteger();

  private int ring(BellFunction function, String body) {
    return function.bell(new FakeRequest(body, Map.of()), new FakeContext()).getStatusCode();
  }

  private BellFunction function() {
    return BellFunction.with(environment, log -> looks.incrementAndGet());
  }

  private String rung(long number) {
    byte[] key = MachineKey.of(environment.get("HEARTH_MASTER_SECRET"), "valheim", 3);
    String mac = HexFormat.of().formatHex(hmac(hmac(key, "bell"), "valheim|3|" + number));
    return "{\"server\":\"valheim\",\"generation\":3,\"number\":%d,\"mac\":\"%s\"}"
        .formatted(number, mac);
  }

  private static byte[] hmac(byte[] key, String said) {
    try {
      Mac hmac = Mac.getInstance("HmacSHA256");
      hmac.init(new SecretKeySpec(key, "HmacSHA256"));
      return hmac.doFinal(said.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aRightBellLooksOnceAndItsReplayNotAtAll() {
    BellFunction function = function();
    String body = rung(Instant.now().toEpochMilli());
    assertEquals(204, ring(function, body));
    assertEquals(409, ring(function, body));
    assertEquals(1, looks.get());
  }

  @Test
  void aFloodOfForgedBellsLooksNever() {
    BellFunction function = function();
    String body = rung(Instant.now().toEpochMilli());
    for (int i = 0; i < 1000; i++) {
      assertEquals(401, ring(function, body.replace("valheim", "valheim" + i)));
    }
    assertEquals(400, ring(function, null));
    assertEquals(413, ring(function, body + " ".repeat(100_000)));
    assertEquals(0, looks.get());
    assertEquals(204, ring(function, body));
    assertEquals(1, looks.get());
  }

  @Test
  void aLookThatFailsIsNoFailedInvocation() {
    BellFunction function =
        BellFunction.with(
            environment,
            log -> {
              throw new IllegalStateException("storage is away");
            });
    assertEquals(503, ring(function, rung(Instant.now().toEpochMilli())));
  }

  @Test
  void aBellThatIsSwitchedOffIsNotThere() {
    environment.put("HEARTH_BELL", "off");
    assertEquals(404, ring(function(), rung(Instant.now().toEpochMilli())));
    assertEquals(0, looks.get());
  }

  @Test
  void withoutItsSettingsItIsClosed() {
    String rung = rung(Instant.now().toEpochMilli());
    environment.remove("HEARTH_MASTER_SECRET");
    assertEquals(500, ring(function(), rung));
    assertEquals(0, looks.get());
  }
}
