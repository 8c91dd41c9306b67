package hearth.discord;

import java.util.HexFormat;
import net.i2p.crypto.eddsa.math.Curve;
import net.i2p.crypto.eddsa.math.Field;
import net.i2p.crypto.eddsa.math.FieldElement;
import net.i2p.crypto.eddsa.math.GroupElement;
import net.i2p.crypto.eddsa.math.ed25519.Ed25519LittleEndianEncoding;

/**
 * The curve of Ed25519 and its base point (RFC 8032, 5.1). The library's own way there makes tables
 * by 264 inversions for those who sign and 16 for those who verify, which a cold start would wait
 * for; here there is none. Numbers are 32 bytes, least significant first.
 */
final class Ed25519 {
  private static final int BITS = 256;

  /** The field's prime 2^255 - 19. */
  private static final String PRIME =
      "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f";

  /** The curve's d, -121665/121666. */
  private static final String D =
      "a3785913ca4deb75abd841414d0a700098e879777940c78c73fe6f2bee6c0352";

  /** The square root of -1. */
  private static final String ROOT =
      "b0a00e4a271beec478e42fad0618432fa7d7fb3d99004d2b0bdfc14f8024832b";

  private static final String BASE_X =
      "1ad5258f602d56c9b2a7259560c72c695cdcd6fd31e2a4c0fe536ecdd3366921";

  private static final String BASE_Y =
      "5866666666666666666666666666666666666666666666666666666666666666";

  static final Curve CURVE = curve();

  static final GroupElement BASE = base();

  private Ed25519() {}

  private static Curve curve() {
    Field field = new Field(BITS, hex(PRIME), new Ed25519LittleEndianEncoding());
    return new Curve(field, hex(D), field.fromByteArray(hex(ROOT)));
  }

  private static GroupElement base() {
    Field field = CURVE.getField();
    FieldElement x = field.fromByteArray(hex(BASE_X));
    FieldElement y = field.fromByteArray(hex(BASE_Y));
    return GroupElement.p3(CURVE, x, y, field.ONE, x.multiply(y));
  }

  private static byte[] hex(String text) {
    return HexFormat.of().parseHex(text);
  }
}
