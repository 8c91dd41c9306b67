package hearth.discord;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import net.i2p.crypto.eddsa.EdDSAEngine;
import net.i2p.crypto.eddsa.EdDSAPublicKey;
import net.i2p.crypto.eddsa.spec.EdDSANamedCurveTable;
import net.i2p.crypto.eddsa.spec.EdDSAPublicKeySpec;

/**
 * Ed25519 as Discord signs its requests (developer documentation, 'Validating Security Request
 * Headers'). The library leaves two checks to its callers: that a signature is 64 bytes long, and
 * that its S lies below the order of the group (CVE-2020-36843).
 */
final class Signature {
  private static final int LENGTH = 64;

  /** The group's order (RFC 8032, 5.1), least significant byte first. */
  private static final byte[] ORDER =
      hex("edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010");

  private final EdDSAPublicKey key;

  /** With a public key of 64 hex digits. */
  Signature(String publicKey) {
    key =
        new EdDSAPublicKey(
            new EdDSAPublicKeySpec(hex(publicKey), EdDSANamedCurveTable.ED_25519_CURVE_SPEC));
  }

  /** Whether the signature, in hex, is this key's over the message; false for anything garbled. */
  boolean isOver(byte[] message, String signature) {
    byte[] bytes = signature == null ? null : hex(signature);
    if (bytes == null || bytes.length != LENGTH || !isBelowOrder(bytes)) {
      return false;
    }
    try {
      EdDSAEngine engine = new EdDSAEngine(MessageDigest.getInstance("SHA-512"));
      engine.initVerify(key);
      return engine.verifyOneShot(message, bytes);
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return false;
    }
  }

  private static boolean isBelowOrder(byte[] signature) {
    for (int i = 31; i >= 0; i--) {
      int s = signature[32 + i] & 0xff;
      int order = ORDER[i] & 0xff;
      if (s != order) {
        return s < order;
      }
    }
    return false;
  }

  /** The bytes, or null where the text is not hex. */
  private static byte[] hex(String text) {
    if (text.length() % 2 != 0 || text.length() > 4 * LENGTH) {
      return null;
    }
    byte[] bytes = new byte[text.length() / 2];
    for (int i = 0; i < bytes.length; i++) {
      int high = digit(text.charAt(2 * i));
      int low = digit(text.charAt(2 * i + 1));
      if (high < 0 || low < 0) {
        return null;
      }
      bytes[i] = (byte) (high << 4 | low);
    }
    return bytes;
  }

  private static int digit(char c) {
    return c < 128 ? Character.digit(c, 16) : -1;
  }
}
