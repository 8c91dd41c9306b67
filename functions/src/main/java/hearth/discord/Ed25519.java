package hearth.discord;

import java.util.HexFormat;
import net.i2p.crypto.eddsa.math.Curve;
import net.i2p.crypto.eddsa.math.Field;
import net.i2p.crypto.eddsa.math.FieldElement;
import net.i2p.crypto.eddsa.math.GroupElement;
import net.i2p.crypto.eddsa.math.GroupElement.Representation;
import net.i2p.crypto.eddsa.math.ed25519.Ed25519LittleEndianEncoding;

/**
 * What verifying needs of Ed25519 (RFC 8032, 5.1): the curve, and the sum of two multiples. The
 * library's own way there makes tables by 264 inversions for those who sign and 16 for those who
 * verify, which a cold start would wait for; here there is none. All arithmetic is the library's.
 *
 * <p>Numbers are 32 bytes, least significant first. Nothing here is secret, nor runs in constant
 * time.
 */
final class Ed25519 {
  private static final int BITS = 256;

  /** How many bits of a scalar one addition takes in. */
  private static final int WIDTH = 5;

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

  private static final GroupElement[] BASE_MULTIPLES = oddMultiples(BASE);

  private Ed25519() {}

  /**
   * The compressed form of {@code a * point + b * base}, for scalars below 2^253.
   *
   * @param multiples the {@link #oddMultiples} of the point
   */
  static byte[] sum(byte[] a, GroupElement[] multiples, byte[] b) {
    byte[] ofPoint = digits(a);
    byte[] ofBase = digits(b);
    GroupElement sum = CURVE.getZero(Representation.P2);
    for (int i = BITS; i >= 0; i--) {
      GroupElement doubled = sum.dbl();
      doubled = plus(doubled, ofPoint[i], multiples);
      sum = plus(doubled, ofBase[i], BASE_MULTIPLES).toP2();
    }
    return sum.toByteArray();
  }

  private static GroupElement plus(GroupElement sum, int digit, GroupElement[] multiples) {
    if (digit == 0) {
      return sum;
    }
    return digit > 0 ? sum.toP3().add(multiples[digit / 2]) : sum.toP3().sub(multiples[-digit / 2]);
  }

  /** A point's multiples by 1, 3, 5, … 15, in the form that {@link #sum} takes. */
  static GroupElement[] oddMultiples(GroupElement point) {
    GroupElement[] odd = new GroupElement[1 << (WIDTH - 2)];
    GroupElement twice = point.dbl().toP3();
    odd[0] = point.toCached();
    for (int i = 1; i < odd.length; i++) {
      odd[i] = twice.add(odd[i - 1]).toP3().toCached();
    }
    return odd;
  }

  /**
   * A scalar as the sum of {@code digits[i] * 2^i}, where each digit is 0 or odd and between -15
   * and 15, and at least four zeros follow every other.
   */
  static byte[] digits(byte[] scalar) {
    byte[] digits = new byte[BITS + 1];
    int carry = 0;
    for (int i = 0; i <= BITS; i++) {
      if (bit(scalar, i) != carry) {
        int word = carry;
        for (int j = 0; j < WIDTH; j++) {
          word += bit(scalar, i + j) << j;
        }
        carry = word >> (WIDTH - 1);
        digits[i] = (byte) (word - (carry << WIDTH));
        i += WIDTH - 1;
      }
    }
    return digits;
  }

  private static int bit(byte[] scalar, int i) {
    return i < BITS ? scalar[i / 8] >> (i % 8) & 1 : 0;
  }

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
