package hearth.discord;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.i2p.crypto.eddsa.math.GroupElement;
import net.i2p.crypto.eddsa.spec.EdDSANamedCurveTable;
import net.i2p.crypto.eddsa.spec.EdDSAParameterSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class Ed25519Test {
  private static final EdDSAParameterSpec LIBRARY = EdDSANamedCurveTable.ED_25519_CURVE_SPEC;
  private static final BigInteger ORDER =
      BigInteger.TWO.pow(252).add(new BigInteger("27742317777372353535851937790883648493"));

  @Test
  void theCurveIsTheLibrarysOwn() {
    assertEquals(LIBRARY.getCurve(), Ed25519.CURVE);
  }

  @Test
  void soIsTheBasePoint() {
    assertEquals(LIBRARY.getB(), Ed25519.BASE);
    assertArrayEquals(LIBRARY.getB().toByteArray(), Ed25519.BASE.toByteArray());
  }

  static Stream<BigInteger> scalars() {
    Stream<BigInteger> edges =
        Stream.of("0", "1", "2", "15", "16", "17", "31", "32", "33", "65535", "65536", "1048577")
            .map(BigInteger::new);
    Stream<BigInteger> great =
        IntStream.rangeClosed(1, 40).mapToObj(i -> ORDER.subtract(BigInteger.valueOf(i)));
    Random random = new Random(25519);
    Stream<BigInteger> any =
        Stream.generate(() -> new BigInteger(256, random).mod(ORDER)).limit(300);
    return Stream.of(edges, great, any).flatMap(each -> each);
  }

  @ParameterizedTest
  @MethodSource("scalars")
  void theDigitsAddUpAndAreFew(BigInteger scalar) {
    byte[] digits = Ed25519.digits(bytes(scalar));
    BigInteger sum = BigInteger.ZERO;
    int last = -5;
    for (int i = 0; i < digits.length; i++) {
      sum = sum.add(BigInteger.valueOf(digits[i]).shiftLeft(i));
      if (digits[i] != 0) {
        assertTrue(digits[i] % 2 != 0 && Math.abs(digits[i]) <= 15, "digit " + digits[i]);
        assertTrue(i - last >= 5, "a digit " + (i - last) + " behind another");
        last = i;
      }
    }
    assertEquals(scalar, sum);
  }

  @ParameterizedTest
  @MethodSource("scalars")
  void theSumIsTheLibrarysOwn(BigInteger scalar) {
    byte[] a = bytes(scalar);
    byte[] b = bytes(scalar.multiply(scalar).add(BigInteger.TEN).mod(ORDER));
    GroupElement point = LIBRARY.getB().scalarMultiply(bytes(scalar.add(BigInteger.TWO)));
    GroupElement plain = new GroupElement(Ed25519.CURVE, point.toByteArray());
    byte[] expected =
        LIBRARY
            .getB()
            .doubleScalarMultiplyVariableTime(
                new GroupElement(LIBRARY.getCurve(), point.toByteArray(), true), a, b)
            .toByteArray();
    assertArrayEquals(expected, Ed25519.sum(a, Ed25519.oddMultiples(plain), b));
  }

  private static byte[] bytes(BigInteger number) {
    byte[] bytes = new byte[32];
    byte[] big = number.toByteArray();
    for (int i = 0; i < big.length && i < 32; i++) {
      bytes[i] = big[big.length - 1 - i];
    }
    return bytes;
  }
}
