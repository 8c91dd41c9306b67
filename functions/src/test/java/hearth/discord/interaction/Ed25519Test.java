package hearth.discord.interaction;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.i2p.crypto.eddsa.math.GroupElement;
import net.i2p.crypto.eddsa.math.ed25519.Ed25519ScalarOps;
import net.i2p.crypto.eddsa.spec.EdDSANamedCurveTable;
import net.i2p.crypto.eddsa.spec.EdDSAParameterSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class Ed25519Test {
  private static final EdDSAParameterSpec LIBRARY = EdDSANamedCurveTable.ED_25519_CURVE_SPEC;
  private static final BigInteger ORDER =
      BigInteger.TWO.pow(252).add(new BigInteger("27742317777372353535851937790883648493"));
  private static final BigInteger GREATEST = BigInteger.TWO.pow(253).subtract(BigInteger.ONE);

  /** Its x is 0, its y is 1. */
  private static final byte[] NEUTRAL = bytes(BigInteger.ONE);

  private static final GroupElement[][] FEW = Ed25519.few(Ed25519.BASE);
  private static final GroupElement[][] MANY = Ed25519.many(Ed25519.BASE);

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
    Stream<BigInteger> small =
        Stream.of("0", "1", "2", "15", "16", "17", "31", "32", "33", "65535", "65536", "1048577")
            .map(BigInteger::new);
    Stream<BigInteger> great =
        IntStream.rangeClosed(1, 40).mapToObj(i -> ORDER.subtract(BigInteger.valueOf(i)));
    Random random = new Random(25519);
    Stream<BigInteger> any =
        Stream.generate(() -> new BigInteger(256, random).mod(ORDER)).limit(120);
    return Stream.of(small, great, greatest(), borders(), any).flatMap(each -> each);
  }

  private static Stream<BigInteger> greatest() {
    return Stream.of(ORDER, GREATEST, BigInteger.TWO.pow(252), GREATEST.clearBit(0));
  }

  /** A power of two where pieces may meet, and what is near it: carries from one to the next. */
  private static Stream<BigInteger> borders() {
    return IntStream.iterate(16, bit -> bit < 253, bit -> bit + 16)
        .mapToObj(BigInteger.TWO::pow)
        .flatMap(
            power ->
                Stream.of(
                    power,
                    power.subtract(BigInteger.ONE),
                    power.add(BigInteger.ONE),
                    power.subtract(power.shiftRight(3)),
                    power.add(power.shiftRight(1)),
                    GREATEST.subtract(power)));
  }

  @ParameterizedTest
  @MethodSource("scalars")
  void theDigitsAddUpAndAreFewAndSmall(BigInteger scalar) {
    for (int width = 2; width <= 8; width++) {
      assertDigits(scalar, width);
    }
  }

  private static void assertDigits(BigInteger scalar, int width) {
    byte[] digits = new byte[300];
    Ed25519.recode(bytes(scalar), width, digits, 44);
    BigInteger sum = BigInteger.ZERO;
    int last = -width;
    for (int i = 0; i < 256; i++) {
      int digit = digits[44 + i];
      if (digit != 0) {
        sum = sum.add(BigInteger.valueOf(digit).shiftLeft(i));
        assertTrue(digit % 2 != 0 && Math.abs(digit) < 1 << (width - 1), "digit " + digit);
        assertTrue(i - last >= width, "a digit " + (i - last) + " behind another");
        last = i;
      }
    }
    assertEquals(scalar, sum);
    assertArrayEquals(new byte[44], Arrays.copyOf(digits, 44));
  }

  @ParameterizedTest
  @MethodSource("scalars")
  void theSumIsTheLibrarysOwnHoweverManyMultiplesThereAre(BigInteger scalar) {
    byte[] a = bytes(scalar);
    byte[] b = bytes(scalar.multiply(scalar).add(BigInteger.TEN).mod(ORDER));
    byte[] times = bytes(scalar.add(BigInteger.TWO).mod(ORDER));
    byte[] compressed = LIBRARY.getB().scalarMultiply(times).toByteArray();
    byte[] expected = expected(new GroupElement(LIBRARY.getCurve(), compressed, true), a, b);
    GroupElement point = new GroupElement(Ed25519.CURVE, compressed);
    assertArrayEquals(expected, Ed25519.sum(a, b, Ed25519.few(point)));
    assertArrayEquals(expected, Ed25519.sum(a, b, Ed25519.many(point)));
  }

  /** The point is the base itself, so that what is added may be what is already there. */
  @ParameterizedTest
  @MethodSource("scalars")
  void norDoesItMatterWhetherBothScalarsAreTheSameOrCancelOut(BigInteger scalar) {
    byte[] a = bytes(scalar);
    byte[] rest = bytes(scalar.negate().mod(ORDER));
    byte[] zero = new byte[32];
    byte[] once = expected(LIBRARY.getB(), a, zero);
    byte[] twice = expected(LIBRARY.getB(), a, a);
    for (GroupElement[][] multiples : List.of(FEW, MANY)) {
      assertArrayEquals(once, Ed25519.sum(a, zero, multiples));
      assertArrayEquals(once, Ed25519.sum(zero, a, multiples));
      assertArrayEquals(twice, Ed25519.sum(a, a, multiples));
      assertArrayEquals(NEUTRAL, Ed25519.sum(a, rest, multiples));
    }
  }

  /** RFC 8032, 7.1. */
  @ParameterizedTest
  @CsvSource({
    "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a, '',"
        + " e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155"
        + "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
    "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c, 72,"
        + " 92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
        + "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
    "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025, af82,"
        + " 6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac"
        + "18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
    "ec172b93ad5e563bf4932c70e1245034c35467ef2efd4d64ebf819683467e2bf,"
        + " ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
        + "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f,"
        + " dc2a4459e7369633a52b1bf277839a00201009a3efbf3ecb69bea2186c26b589"
        + "09351fc9ac90b3ecfdfbc7c66431e0303dca179c138ac17ad9bef1177331a704"
  })
  void theStandardsSignaturesHoldAndNoOthers(String key, String message, String signature)
      throws NoSuchAlgorithmException {
    byte[] signed = HexFormat.of().parseHex(signature);
    byte[] r = Arrays.copyOf(signed, 32);
    byte[] s = Arrays.copyOfRange(signed, 32, 64);
    byte[] hash =
        MessageDigest.getInstance("SHA-512")
            .digest(HexFormat.of().parseHex(signature.substring(0, 64) + key + message));
    byte[] challenge = new Ed25519ScalarOps().reduce(hash);
    GroupElement point = new GroupElement(Ed25519.CURVE, HexFormat.of().parseHex(key)).negate();
    for (GroupElement[][] multiples : List.of(Ed25519.few(point), Ed25519.many(point))) {
      assertArrayEquals(r, Ed25519.sum(challenge, s, multiples));
      s[20] ^= 1;
      assertFalse(Arrays.equals(r, Ed25519.sum(challenge, s, multiples)));
      s[20] ^= 1;
    }
  }

  private static byte[] expected(GroupElement point, byte[] a, byte[] b) {
    return LIBRARY.getB().doubleScalarMultiplyVariableTime(point, a, b).toByteArray();
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
