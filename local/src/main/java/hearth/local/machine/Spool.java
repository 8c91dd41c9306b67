package hearth.local.machine;

import com.azure.storage.queue.QueueClient;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs events and sends them in order, over and over until the queue has taken them. */
final class Spool {
  private static final Duration PAUSE = Duration.ofMillis(500);

  private final QueueClient queue;
  private final Deque<String> waiting = new ArrayDeque<>();

  Spool(QueueClient queue) {
    this.queue = queue;
  }

  synchronized void add(ObjectNode event, byte[] key) {
    String signed = event.toString();
    String text =
        signed.substring(0, signed.length() - 1) + ",\"mac\":\"" + mac(signed, key) + "\"}";
    waiting.add(text);
    notifyAll();
  }

  /** Sends until the thread is interrupted. */
  void run() throws InterruptedException {
    while (true) {
      String next = next();
      try {
        queue.sendMessage(
            Base64.getEncoder().encodeToString(next.getBytes(StandardCharsets.UTF_8)));
        synchronized (this) {
          waiting.removeFirst();
        }
      } catch (RuntimeException e) {
        // Storage is out of reach for now: nothing is dropped.
        Thread.sleep(PAUSE);
      }
    }
  }

  private synchronized String next() throws InterruptedException {
    while (waiting.isEmpty()) {
      wait();
    }
    return waiting.getFirst();
  }

  private static String mac(String text, byte[] key) {
    try {
      Mac hmac = Mac.getInstance("HmacSHA256");
      hmac.init(new SecretKeySpec(key, "HmacSHA256"));
      return HexFormat.of().formatHex(hmac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HmacSHA256", e);
    }
  }
}
