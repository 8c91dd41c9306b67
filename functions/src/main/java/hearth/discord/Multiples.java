package hearth.discord;

import net.i2p.crypto.eddsa.math.GroupElement;
import net.i2p.crypto.eddsa.math.GroupElement.Representation;

/**
 * Multiples of a point and of the base point, made once, of which {@link #sum} adds up any others
 * (Straus's way). A scalar is cut into pieces of equally many bits; each piece has a row of
 * multiples of its own, and one doubling serves all pieces. So many pieces make a quick sum, but
 * are slow to make.
 *
 * <p>Scalars are 32 bytes, least significant first, and below 2^253. Nothing here is secret, nor
 * runs in constant time.
 */
final class Multiples {
  private static final int BITS = 256;

  /** How many bits of a scalar one addition takes in. */
  private final int width;

  /** A row for each piece: first those of the point, then those of the base. */
  private final GroupElement[][] rows;

  /** A power of two of pieces for each scalar, and a width of at most 8. */
  private Multiples(GroupElement point, int pieces, int width) {
    this.width = width;
    rows = new GroupElement[2 * pieces][];
    fill(0, point);
    fill(pieces, Ed25519.BASE);
  }

  /** The least that does: for the first sums, which somebody waits for. */
  static Multiples few(GroupElement point) {
    return new Multiples(point, 1, 5);
  }

  /**
   * Five hundred multiples, 190 KB, at the price of three or four sums: for all that come later.
   */
  static Multiples many(GroupElement point) {
    return new Multiples(point, 8, 7);
  }

  private void fill(int from, GroupElement point) {
    rows[from] = odd(point);
    GroupElement shifted = point;
    for (int i = 1; i < rows.length / 2; i++) {
      for (int bit = 0; bit < bits(); bit++) {
        shifted = shifted.dbl().toP3();
      }
      rows[from + i] = odd(shifted);
    }
  }

  /** A point's multiples by 1, 3, 5, … and all other odd numbers below 2^(width - 1). */
  private GroupElement[] odd(GroupElement point) {
    GroupElement[] odd = new GroupElement[1 << (width - 2)];
    GroupElement twice = point.dbl().toP3();
    odd[0] = point.toCached();
    for (int i = 1; i < odd.length; i++) {
      odd[i] = twice.add(odd[i - 1]).toP3().toCached();
    }
    return odd;
  }

  /** The compressed form of {@code a * point + b * base}. */
  byte[] sum(byte[] a, byte[] b) {
    byte[] digits = new byte[2 * BITS];
    recode(a, width, digits, 0);
    recode(b, width, digits, BITS);
    GroupElement sum = Ed25519.CURVE.getZero(Representation.P2);
    int bits = bits();
    for (int i = bits - 1; i >= 0; i--) {
      GroupElement doubled = sum.dbl();
      for (int row = 0; row < rows.length; row++) {
        doubled = plus(doubled, digits[row * bits + i], rows[row]);
      }
      sum = doubled.toP2();
    }
    return sum.toByteArray();
  }

  /** How many bits a piece has. */
  private int bits() {
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
}
