package hearth.discord.interaction;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import net.i2p.crypto.eddsa.EdDSAEngine;
import net.i2p.crypto.eddsa.EdDSAPrivateKey;
import net.i2p.crypto.eddsa.spec.EdDSANamedCurveTable;
import net.i2p.crypto.eddsa.spec.EdDSAPrivateKeySpec;

/** Signs as Discord does, with a key of its own. */
public final class SignedRequests {
  private final EdDSAPrivateKey key;

  public SignedRequests(int seed) {
    byte[] bytes = new byte[32];
    bytes[0] = (byte) seed;
    key =
        new EdDSAPrivateKey(
            new EdDSAPrivateKeySpec(bytes, EdDSANamedCurveTable.ED_25519_CURVE_SPEC));
  }

  /** The public key in hex. */
  public String publicKey() {
    return HexFormat.of().formatHex(key.getAbyte());
  }

  /** The signature in hex. */
  public String sign(String timestamp, String body) {
    return HexFormat.of().formatHex(sign((timestamp + body).getBytes(StandardCharsets.UTF_8)));
  }

  private byte[] sign(byte[] message) {
    try {
      EdDSAEngine engine = new EdDSAEngine(MessageDigest.getInstance("SHA-512"));
      engine.initSign(key);
      return engine.signOneShot(message);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
