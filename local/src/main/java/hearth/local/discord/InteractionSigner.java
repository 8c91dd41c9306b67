package hearth.local.discord;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import net.i2p.crypto.eddsa.EdDSAEngine;
import net.i2p.crypto.eddsa.EdDSAPrivateKey;
import net.i2p.crypto.eddsa.spec.EdDSANamedCurveTable;
import net.i2p.crypto.eddsa.spec.EdDSAPrivateKeySpec;

/** Signs interactions with an application's Ed25519 key. */
public final class InteractionSigner {
  private final EdDSAPrivateKey key;

  /**
   * With the key that comes from this seed.
   *
   * @param seed 32 bytes
   */
  public InteractionSigner(byte[] seed) {
    key =
        new EdDSAPrivateKey(
            new EdDSAPrivateKeySpec(seed, EdDSANamedCurveTable.ED_25519_CURVE_SPEC));
  }

  /** With a new key. */
  public static InteractionSigner random() {
    byte[] seed = new byte[32];
    new SecureRandom().nextBytes(seed);
    return new InteractionSigner(seed);
  }

  /** The public key as the application's settings want it. */
  public String publicKeyHex() {
    return HexFormat.of().formatHex(key.getAbyte());
  }

  /** The signature over timestamp and body, in hex. */
  public String sign(String timestamp, String body) {
    byte[] signed = (timestamp + body).getBytes(StandardCharsets.UTF_8);
    try {
      EdDSAEngine engine = new EdDSAEngine(MessageDigest.getInstance("SHA-512"));
      engine.initSign(key);
      return HexFormat.of().formatHex(engine.signOneShot(signed));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Ed25519 does not work here", e);
    }
  }
}
