package hearth.azure.queue;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The key that one machine of one generation is given, and proves its reports with. */
public final class MachineKey {
  private MachineKey() {}

  /** HMAC-SHA256 of {@code server|generation} under the master secret. */
  public static byte[] of(String masterSecret, String server, long generation) {
    try {
      Mac hmac = Mac.getInstance("HmacSHA256");
      hmac.init(new SecretKeySpec(masterSecret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return hmac.doFinal((server + "|" + generation).getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HmacSHA256", e);
    }
  }
}
