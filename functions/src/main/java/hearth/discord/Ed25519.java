package hearth.discord;

import java.util.HexFormat;
import net.i2p.crypto.eddsa.math.Curve;
import net.i2p.crypto.eddsa.math.Field;
import net.i2p.crypto.eddsa.math.FieldElement;
import net.i2p.crypto.eddsa.math.GroupElement;
import net.i2p.crypto.eddsa.math.ed25519.Ed25519LittleEndianEncoding;
import net.i2p.crypto.eddsa.math.ed25519.Ed25519ScalarOps;
import net.i2p.crypto.eddsa.spec.EdDSAParameterSpec;

/**
 * The curve of Ed25519 (RFC 8032, 5.1) for those who only verify. The library's own comes with 256
 * multiples of the base point, which only signing needs and which a cold start would wait for.
 */
final class Ed25519 {
  private static final int BITS = 256;

  /** The field's prime 2^255 - 19; like all numbers here, least significant byte first. */
  private static final String PRIME =
      "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f";

  /** The curve's d, -121665/121666. */
  private static final String D =
      "a3785913ca4deb75abd841414d0a700098e879777940c78c73fe6f2bee6c0352";

  /** The square root of -1. */
  private static final String ROOT =
      "b0a00e4a271beec478e42fad0618432fa7d7fb3d99004d2b0bdfc14f8024832b";

  /** The base point in its compressed form: y = 4/5, x even. */
  private static final String BASE =
      "5866666666666666666666666666666666666666666666666666666666666666";

  /** What {@code EdDSAEngine} needs to verify; it cannot sign. */
  static final EdDSAParameterSpec CURVE = curve();

  private Ed25519() {}

  private static EdDSAParameterSpec curve() {
    Field field = new Field(BITS, hex(PRIME), new Ed25519LittleEndianEncoding());
    Curve curve = new Curve(field, hex(D), field.fromByteArray(hex(ROOT)));
    GroupElement base = new GroupElement(curve, hex(BASE));
    FieldElement x = base.getX();
    FieldElement y = base.getY();
    GroupElement ready = GroupElement.p3(curve, x, y, field.ONE, x.multiply(y), true);
    return new EdDSAParameterSpec(curve, "SHA-512", new Ed25519ScalarOps(), ready);
  }

  private static byte[] hex(String text) {
    return HexFormat.of().parseHex(text);
  }
}
