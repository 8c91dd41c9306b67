package hearth.azure.table;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** How the Table service is asked with an account's key: Azurite takes tokens over https only. */
public record SharedKeyLite(String account, String key) implements StorageHttp.Authorization {
  @Override
  public String of(Exchange.Request request, String date) {
    try {
      Mac hmac = Mac.getInstance("HmacSHA256");
      hmac.init(new SecretKeySpec(Base64.getDecoder().decode(key), "HmacSHA256"));
      String signed = date + "\n/" + account + request.uri().getRawPath();
      byte[] mac = hmac.doFinal(signed.getBytes(StandardCharsets.UTF_8));
      return "SharedKeyLite " + account + ":" + Base64.getEncoder().encodeToString(mac);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
