package hearth.discord.interaction;

import java.util.HexFormat;
import net.i2p.crypto.eddsa.math.Curve;
import net.i2p.crypto.eddsa.math.Field;
import net.i2p.crypto.eddsa.math.FieldElement;
import net.i2p.crypto.eddsa.math.GroupElement;
import net.i2p.crypto.eddsa.math.GroupElement.Representation;
import net.i2p.crypto.eddsa.math.ed25519.Ed25519LittleEndianEncoding;

/**
 * The part of Ed25519 that verifying needs (RFC 8032, 5.1): the curve, and the sum of two
 * multiples, one of a point and one of the base point. The library's own way there makes tables by
 * 264 inversions for those who sign and 16 for those who verify, which a cold start would wait for;
 * here there is none. All arithmetic is the library's.
 *
 * <p>Straus's way: a scalar is cut into pieces of equally many bits, each piece has a row of
 * multiples made once, and one doubling serves all pieces. Many pieces make a quick sum, and are
 * slow to make.
 *
 * <p>Numbers are 32 bytes, least significant first. Nothing here is secret, nor runs in constant
 * time.
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

  /**
   * The least multiples of a point and of the base that {@link #sum} can do with: for the first
   * sums, which a cold start waits for.
   */
  static GroupElement[][] few(GroupElement point) {
    return rows(point, 1, 5);
  }

  /**
   * 512 multiples, some 190 KB. Making them takes as long as three or four sums by {@link #few}; a
   * sum by them is more than twice as fast.
   */
  static GroupElement[][] many(GroupElement point) {
    return rows(point, 8, 7);
  }

  /**
   * A row for each piece of bits, the lowest first: those for the point, then those for the base.
   *
   * @param pieces a power of two
   * @param width how many bits of a scalar one addition takes in, at most 8
   */
  private static GroupElement[][] rows(GroupElement point, int pieces, int width) {
    GroupElement[][] rows = new GroupElement[2 * pieces][];
    fill(rows, 0, point, width);
    fill(rows, pieces, BASE, width);
    return rows;
  }

  private static void fill(GroupElement[][] rows, int from, GroupElement point, int width) {
    rows[from] = odd(point, width);
    GroupElement shifted = point;
    for (int i = 1; i < rows.length / 2; i++) {
      for (int bit = 0; bit < bits(rows); bit++) {
        shifted = shifted.dbl().toP3();
      }
      rows[from + i] = odd(shifted, width);
    }
  }

  /** A point's multiples by 1, 3, 5, … and all other odd numbers below 2^(width - 1). */
  private static GroupElement[] odd(GroupElement point, int width) {
    GroupElement[] odd = new GroupElement[1 << (width - 2)];
    GroupElement twice = point.dbl().toP3();
    odd[0] = point.toCached();
    for (int i = 1; i < odd.length; i++) {
      odd[i] = twice.add(odd[i - 1]).toP3().toCached();
    }
    return odd;
  }

  /**
   * The compressed form of {@code a * point + b * base}, for scalars below 2^253.
   *
   * @param rows {@link #few} or {@link #many} multiples of the point
   */
  static byte[] sum(byte[] a, byte[] b, GroupElement[][] rows) {
    int width = Integer.numberOfTrailingZeros(rows[0].length) + 2;
    byte[] digits = new byte[2 * BITS];
    recode(a, width, digits, 0);
    recode(b, width, digits, BITS);
    GroupElement sum = CURVE.getZero(Representation.P2);
    int bits = bits(rows);
    for (int i = bits - 1; i >= 0; i--) {
      GroupElement doubled = sum.dbl();
      for (int row = 0; row < rows.length; row++) {
        doubled = plus(doubled, digits[row * bits + i], rows[row]);
      }
      sum = doubled.toP2();
    }
    return sum.toByteArray();
  }

  /** The bits in each piece of a scalar. */
  private static int bits(GroupElement[][] rows) {
    return 2 * BITS / rows.length;
  }

  private static GroupElement plus(GroupElement sum, int digit, GroupElement[] odd) {
    if (digit == 0) {
      return sum;
    }
    return digit > 0 ? sum.toP3().add(odd[digit / 2]) : sum.toP3().sub(odd[-digit / 2]);
  }

  /**
   * Writes a scalar as the sum of {@code digits[from + i] * 2^i}, where each digit is 0 or odd and
   * nearer to 0 than 2^(width - 1), and at least {@code width - 1} zeros follow every other.
   */
  static void recode(byte[] scalar, int width, byte[] digits, int from) {
    int carry = 0;
    for (int i = 0; i < BITS; i++) {
      if (bit(scalar, i) != carry) {
        int word = carry;
        for (int j = 0; j < width; j++) {
          word += bit(scalar, i + j) << j;
        }
        carry = word >> (width - 1);
        digits[from + i] = (byte) (word - (carry << width));
        i += width - 1;
      }
    }
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
