package hearth.bench.scale;

import hearth.azure.table.Exchange;
import hearth.azure.table.StorageHttp;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The Table service's key signature: Azurite takes tokens over https only. */
record SharedKeyLite(String account, String key) implements StorageHttp.Authorization {
  /** A connection string. */
  static SharedKeyLite of(String connection) {
    return new SharedKeyLite(part(connection, "AccountName="), part(connection, "AccountKey="));
  }

  private static String part(String connection, String name) {
    int from = connection.indexOf(name) + name.length();
    return connection.substring(from, connection.indexOf(';', from));
  }

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
