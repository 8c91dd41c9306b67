package hearth.discord.interaction;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicInteger;
import net.i2p.crypto.eddsa.math.GroupElement;
import net.i2p.crypto.eddsa.math.ed25519.Ed25519ScalarOps;

/**
 * Whether a request was signed by Discord just now: Ed25519 (RFC 8032, 5.1.7, without cofactor)
 * over timestamp and body. Whatever is odd is not signed.
 */
final class Signature {
  private static final long FRESH_SECONDS = 300;
  private static final int KEY_BYTES = 32;
  private static final int BYTES = 64;
  private static final int LONGEST_TIMESTAMP = 12;
  private static final int FIRST_WARM = 8;

  /** The order of the base point, most significant byte first (RFC 8032, 5.1). */
  private static final byte[] ORDER =
      hex("1000000000000000000000000000000014def9dea2f79cd65812631a5cf5d3ed", KEY_BYTES);

  /** The field's prime 2^255 - 19, most significant byte first. */
  private static final byte[] PRIME =
      hex("7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffed", KEY_BYTES);

  private static final Ed25519ScalarOps SCALARS = new Ed25519ScalarOps();

  private final byte[] key;

  /** The key's negative, so that verifying is a sum. */
  private final GroupElement point;

  private final AtomicInteger verifications = new AtomicInteger();

  private volatile GroupElement[][] multiples;

  /**
   * Decodes the application's public key.
   *
   * @throws IllegalArgumentException where the text is no usable key: anybody could sign for a
   *     point of small order
   */
  Signature(String publicKey) {
    key = hex(publicKey, KEY_BYTES);
    if (key == null) {
      throw new IllegalArgumentException("not 64 hex digits");
    }
    byte[] y = key.clone();
    y[KEY_BYTES - 1] &= 0x7f;
    if (!isBelow(y, 0, PRIME)) {
      throw new IllegalArgumentException("not the canonical form of a point");
    }
    point = new GroupElement(Ed25519.CURVE, key).negate();
    if (isOfSmallOrder(point)) {
      throw new IllegalArgumentException("not a point that a key can be");
    }
    multiples = Ed25519.few(point);
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
    MessageDigest sha512 = sha512();
    sha512.update(signature, 0, KEY_BYTES);
    sha512.update(key);
    sha512.update(timestamp.getBytes(StandardCharsets.US_ASCII));
    sha512.update(body);
    byte[] challenge = SCALARS.reduce(sha512.digest());
    byte[] scalar = Arrays.copyOfRange(signature, KEY_BYTES, BYTES);
    byte[] expected = Ed25519.sum(challenge, scalar, multiples());
    return Arrays.equals(expected, 0, KEY_BYTES, signature, 0, KEY_BYTES);
  }

  /**
   * Many multiples cost about what they save in eight verifications: so only a process that has
   * lived to see the eighth makes them, in one of its threads.
   */
  private GroupElement[][] multiples() {
    if (verifications.incrementAndGet() == FIRST_WARM) {
      multiples = Ed25519.many(point);
    }
    return multiples;
  }

  private static MessageDigest sha512() {
    try {
      return MessageDigest.getInstance("SHA-512");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-512", e);
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

  /** Eight times a point of small order is the neutral element, the only such with x = 0. */
  private static boolean isOfSmallOrder(GroupElement point) {
    return !point.dbl().toP2().dbl().toP2().dbl().toP2().getX().isNonZero();
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
