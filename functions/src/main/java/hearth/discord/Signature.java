package hearth.discord;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import net.i2p.crypto.eddsa.EdDSAEngine;
import net.i2p.crypto.eddsa.EdDSAPublicKey;
import net.i2p.crypto.eddsa.math.GroupElement;
import net.i2p.crypto.eddsa.spec.EdDSAPublicKeySpec;

/**
 * Whether a request was signed by Discord just now: Ed25519 (RFC 8032) over timestamp and body,
 * with what the library does not check by itself. Whatever is odd is not signed.
 */
final class Signature {
  private static final long FRESH_SECONDS = 300;
  private static final int KEY_BYTES = 32;
  private static final int BYTES = 64;
  private static final int LONGEST_TIMESTAMP = 12;

  /** The order of the base point, most significant byte first (RFC 8032, 5.1). */
  private static final byte[] ORDER =
      hex("1000000000000000000000000000000014def9dea2f79cd65812631a5cf5d3ed", KEY_BYTES);

  /** The field's prime 2^255 - 19, most significant byte first. */
  private static final byte[] PRIME =
      hex("7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffed", KEY_BYTES);

  private final EdDSAPublicKey key;

  /**
   * Decodes the application's public key.
   *
   * @throws IllegalArgumentException where the text is no usable key: anybody could sign for a
   *     point of small order
   */
  Signature(String publicKey) {
    byte[] bytes = hex(publicKey, KEY_BYTES);
    if (bytes == null) {
      throw new IllegalArgumentException("not 64 hex digits");
    }
    byte[] y = bytes.clone();
    y[KEY_BYTES - 1] &= 0x7f;
    if (!isBelow(y, 0, PRIME)) {
      throw new IllegalArgumentException("not the canonical form of a point");
    }

    key = new EdDSAPublicKey(new EdDSAPublicKeySpec(bytes, Ed25519.CURVE));
    if (isOfSmallOrder(key.getA()) || !Arrays.equals(key.getA().toByteArray(), bytes)) {
      throw new IllegalArgumentException("not a point that a key can be");
    }
  }

  /** Whether Discord signed this body at this time, within five minutes of now. */
  boolean holds(String signature, String timestamp, byte[] body, Instant now) {
    byte[] bytes = hex(signature, BYTES);
    return bytes != null
        && isFresh(timestamp, now)
        && isBelow(bytes, KEY_BYTES, ORDER)
        && verifies(bytes, timestamp, body);
  }

  private boolean verifies(byte[] signature, String timestamp, byte[] body) {
    try {
      EdDSAEngine engine = new EdDSAEngine(MessageDigest.getInstance("SHA-512"));
      engine.initVerify(key);
      engine.update(timestamp.getBytes(StandardCharsets.US_ASCII));
      engine.update(body);
      return engine.verify(signature);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  private static boolean isFresh(String timestamp, Instant now) {
    if (timestamp == null || timestamp.isEmpty() || timestamp.length() > LONGEST_TIMESTAMP) {
      return false;
    }
    long seconds = 0;
    for (int i = 0; i < timestamp.length(); i++) {
      int digit = timestamp.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return false;
      }
      seconds = seconds * 10 + digit;
    }
    return Math.abs(now.getEpochSecond() - seconds) <= FRESH_SECONDS;
  }

  /** Whether 32 bytes, least significant first, are a number below another. */
  private static boolean isBelow(byte[] bytes, int from, byte[] bound) {
    for (int i = 0; i < KEY_BYTES; i++) {
      int difference = (bytes[from + KEY_BYTES - 1 - i] & 0xff) - (bound[i] & 0xff);
      if (difference != 0) {
        return difference < 0;
      }
    }
    return false;
  }

  /** Eight times a point of small order is the neutral element, whose form is 1, 0, 0, … */
  private static boolean isOfSmallOrder(GroupElement point) {
    byte[] neutral = new byte[KEY_BYTES];
    neutral[0] = 1;
    GroupElement eightfold = point.dbl().toP2().dbl().toP2().dbl().toP2();
    return Arrays.equals(eightfold.toByteArray(), neutral);
  }

  /** The bytes of exactly so many hex digits, or null. */
  private static byte[] hex(String text, int length) {
    if (text == null || text.length() != 2 * length) {
      return null;
    }
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      char high = text.charAt(2 * i);
      char low = text.charAt(2 * i + 1);
      if (!HexFormat.isHexDigit(high) || !HexFormat.isHexDigit(low)) {
        return null;
      }
      bytes[i] = (byte) (HexFormat.fromHexDigit(high) << 4 | HexFormat.fromHexDigit(low));
    }
    return bytes;
  }
}
