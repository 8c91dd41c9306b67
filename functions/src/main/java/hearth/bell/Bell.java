package hearth.bell;

import hearth.json.BadJson;
import hearth.json.JsonReader;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * One ring: {@code contracts/bell.schema.json}. It says that a report lies in the queue, and
 * nothing of what it says.
 *
 * @param server the server
 * @param generation which lighting of it
 * @param number when it was rung, in milliseconds since 1970; each is higher than the last
 * @param mac 64 hex digits
 */
record Bell(String server, long generation, long number, String mac) {
  private static final String HMAC = "HmacSHA256";
  private static final int LONGEST_SERVER = 32;
  private static final int MAC_DIGITS = 64;

  /** A machine's key is not used itself: a bell's MAC can never stand for a report's. */
  private static final byte[] PURPOSE = "bell".getBytes(StandardCharsets.US_ASCII);

  /** The ring in a request's body, or null where there is none. */
  static Bell read(String body) {
    String server = null;
    String mac = null;
    Long generation = null;
    Long number = null;
    try {
      JsonReader json = new JsonReader(body);
      if (json.kind() != JsonReader.Kind.OBJECT) {
        return null;
      }
      for (String member = json.member(); member != null; member = json.member()) {
        switch (member) {
          case "server" -> server = json.text();
          case "generation" -> generation = json.whole();
          case "number" -> number = json.whole();
          case "mac" -> mac = json.text();
          default -> {
            return null;
          }
        }
        json.skip();
      }
      json.end();
    } catch (BadJson e) {
      return null;
    }
    boolean whole = server != null && generation != null && number != null && mac != null;
    boolean fine =
        whole
            && !server.isEmpty()
            && server.length() <= LONGEST_SERVER
            && generation > 0
            && number > 0
            && mac.length() == MAC_DIGITS;
    return fine ? new Bell(server, generation, number, mac) : null;
  }

  /** Whether the machine that was given this key rang. */
  boolean isRungWith(byte[] machineKey) {
    try {
      String said = server + "|" + generation + "|" + number;
      byte[] key = hmac(machineKey, PURPOSE);
      byte[] expected = hmac(key, said.getBytes(StandardCharsets.UTF_8));
      return MessageDigest.isEqual(expected, HexFormat.of().parseHex(mac));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static byte[] hmac(byte[] key, byte[] said) {
    try {
      Mac hmac = Mac.getInstance(HMAC);
      hmac.init(new SecretKeySpec(key, HMAC));
      return hmac.doFinal(said);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HmacSHA256", e);
    }
  }
}
