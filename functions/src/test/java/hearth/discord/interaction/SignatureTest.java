package hearth.discord.interaction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignatureTest {
  private static final Instant NOW = Instant.ofEpochSecond(1_790_000_000);
  private static final int REQUESTS_UNTIL_WARM = 10;
  private static final String TIMESTAMP = "1790000000";
  private static final String BODY = "{\"type\":1,\"text\":\"gr\u00fc\u00df dich\"}";
  private static final BigInteger ORDER =
      new BigInteger(
          "7237005577332262213973186563042994240857116359379907606001950938285454250989");
  private static final BigInteger PRIME = BigInteger.TWO.pow(255).subtract(BigInteger.valueOf(19));

  private final SignedRequests discord = new SignedRequests(7);
  private final String right = discord.sign(TIMESTAMP, BODY);

  /** Has verified so many that it has made many multiples. */
  private final Signature warm = warm();

  @Test
  void whatDiscordSignedHolds() {
    assertTrue(holds(right, TIMESTAMP, BODY));
    assertTrue(holds(right.toUpperCase(Locale.ROOT), TIMESTAMP, BODY));
    assertTrue(holds(discord.sign(TIMESTAMP, ""), TIMESTAMP, ""));
  }

  @Test
  void itAgreesWithTheJdkOnSignaturesOfManyKeys() throws GeneralSecurityException {
    KeyPairGenerator keys = KeyPairGenerator.getInstance("Ed25519");
    Random random = new Random();
    for (int i = 0; i < 200; i++) {
      KeyPair pair = keys.generateKeyPair();
      byte[] encoded = pair.getPublic().getEncoded();
      String key = HexFormat.of().formatHex(encoded, encoded.length - 32, encoded.length);
      java.security.Signature jdk = java.security.Signature.getInstance("Ed25519");
      jdk.initSign(pair.getPrivate());
      jdk.update((TIMESTAMP + BODY).getBytes(StandardCharsets.UTF_8));
      byte[] signed = jdk.sign();
      assertTrue(holds(key, signed), key);
      signed[random.nextInt(64)] ^= (byte) (1 << random.nextInt(8));
      assertFalse(holds(key, signed), key);
    }
  }

  @Test
  void soItDoesForEachKeyForAsLongAsTheProcessLives() {
    for (int seed = 20; seed < 50; seed++) {
      SignedRequests other = new SignedRequests(seed);
      Signature signature = new Signature(other.publicKey());
      String signed = other.sign(TIMESTAMP, BODY);
      for (int i = 0; i < REQUESTS_UNTIL_WARM; i++) {
        assertTrue(accepts(signature, signed, BODY), "request " + i + " of seed " + seed);
        assertFalse(accepts(signature, signed, BODY + i), "request " + i + " of seed " + seed);
        assertFalse(accepts(signature, right, BODY), "request " + i + " of seed " + seed);
      }
    }
  }

  @Test
  void manyAtOnceGetTheSameAnswers() {
    Signature signature = new Signature(discord.publicKey());
    String wrong = new SignedRequests(8).sign(TIMESTAMP, BODY);
    List<Boolean> answers =
        IntStream.range(0, 400)
            .parallel()
            .mapToObj(i -> accepts(signature, i % 2 == 0 ? right : wrong, BODY))
            .toList();
    for (int i = 0; i < answers.size(); i++) {
      assertEquals(i % 2 == 0, answers.get(i), "request " + i);
    }
  }

  @Test
  void anyBitOfTheSignatureCounts() {
    for (int bit = 0; bit < 512; bit++) {
      byte[] bytes = HexFormat.of().parseHex(right);
      bytes[bit / 8] ^= (byte) (1 << (bit % 8));
      assertFalse(holds(HexFormat.of().formatHex(bytes), TIMESTAMP, BODY), "bit " + bit);
    }
  }

  @Test
  void anyByteOfTheBodyCounts() {
    for (int i = 0; i < BODY.length(); i++) {
      String other = BODY.substring(0, i) + (char) (BODY.charAt(i) ^ 1) + BODY.substring(i + 1);
      assertFalse(holds(right, TIMESTAMP, other), "at " + i);
    }
    assertFalse(holds(right, TIMESTAMP, BODY + " "));
    assertFalse(holds(right, TIMESTAMP, BODY.substring(1)));
    assertFalse(holds(right, TIMESTAMP, ""));
  }

  @Test
  void aByteMayNotWanderBetweenTimestampAndBody() {
    String wandered = discord.sign("179000000", "0" + BODY);
    assertFalse(holds(wandered, "179000000", "0" + BODY));
    assertTrue(holds(wandered, TIMESTAMP, BODY), "it is the same text that was signed");
  }

  @Test
  void theSameSignatureWithAMultipleOfTheOrderAddedIsRefused() {
    BigInteger s = littleEndian(HexFormat.of().parseHex(right), 32);
    for (int times = 1; times <= 14; times++) {
      BigInteger forged = s.add(ORDER.multiply(BigInteger.valueOf(times)));
      String text = right.substring(0, 64) + HexFormat.of().formatHex(littleEndian(forged));
      assertFalse(holds(text, TIMESTAMP, BODY), times + " times the order");
    }
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", "00", "zz", "\uff10"})
  void whatIsNotExactly64BytesOfHexIsRefused(String suffix) {
    if (suffix == null) {
      assertFalse(holds(null, TIMESTAMP, BODY));
      return;
    }
    String same = suffix.isEmpty() ? "" : right + suffix;
    assertFalse(holds(same, TIMESTAMP, BODY));
    assertFalse(holds(right.substring(1) + suffix, TIMESTAMP, BODY));
    assertFalse(holds(right.substring(2) + "zz", TIMESTAMP, BODY));
    assertFalse(holds(right.substring(1) + "\uff10", TIMESTAMP, BODY));
    assertFalse(holds(right + "," + right, TIMESTAMP, BODY));
  }

  @ParameterizedTest
  @CsvSource({"-301,false", "-300,true", "0,true", "300,true", "301,false"})
  void onlyFiveMinutesEitherWayAreFresh(long seconds, boolean fresh) {
    String timestamp = String.valueOf(NOW.getEpochSecond() + seconds);
    assertEquals(fresh, holds(discord.sign(timestamp, BODY), timestamp, BODY));
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "",
        "now",
        "-1790000000",
        "+1790000000",
        "1790000000.0",
        " 1790000000",
        "1790000000000",
        "99999999999999999999",
        "\u0661\u0667\u0669\u0660\u0660\u0660\u0660\u0660"
      })
  void aTimestampThatIsNoPlainNumberIsRefusedThoughSigned(String timestamp) {
    assertFalse(holds(discord.sign(timestamp == null ? "" : timestamp, BODY), timestamp, BODY));
  }

  @Test
  void anotherKeySignsInVain() {
    assertFalse(holds(new SignedRequests(8).sign(TIMESTAMP, BODY), TIMESTAMP, BODY));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0100000000000000000000000000000000000000000000000000000000000000",
        "0100000000000000000000000000000000000000000000000000000000000080",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
        "0000000000000000000000000000000000000000000000000000000000000000",
        "0000000000000000000000000000000000000000000000000000000000000080",
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
        "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
        "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
        "0200000000000000000000000000000000000000000000000000000000000000",
        "00",
        ""
      })
  void aPointThatIsNoKeyIsRefused(String key) {
    assertThrows(IllegalArgumentException.class, () -> new Signature(key));
  }

  @Test
  void aKeyInAFormThatIsNotCanonicalIsRefused() {
    for (int i = 0; i < 19; i++) {
      byte[] y = littleEndian(PRIME.add(BigInteger.valueOf(i)));
      String key = HexFormat.of().formatHex(y);
      assertThrows(IllegalArgumentException.class, () -> new Signature(key), key);
    }
  }

  private static boolean holds(String key, byte[] signed) {
    byte[] body = BODY.getBytes(StandardCharsets.UTF_8);
    return new Signature(key).holds(HexFormat.of().formatHex(signed), TIMESTAMP, body, NOW);
  }

  /** By a process that has just started, and by one that has lived for a while. */
  private boolean holds(String signed, String timestamp, String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    boolean first = new Signature(discord.publicKey()).holds(signed, timestamp, bytes, NOW);
    assertEquals(first, warm.holds(signed, timestamp, bytes, NOW));
    return first;
  }

  private static boolean accepts(Signature signature, String signed, String body) {
    return signature.holds(signed, TIMESTAMP, body.getBytes(StandardCharsets.UTF_8), NOW);
  }

  private Signature warm() {
    Signature signature = new Signature(discord.publicKey());
    for (int i = 0; i < REQUESTS_UNTIL_WARM; i++) {
      assertTrue(accepts(signature, right, BODY));
    }
    return signature;
  }

  private static BigInteger littleEndian(byte[] bytes, int from) {
    byte[] reversed = new byte[32];
    for (int i = 0; i < 32; i++) {
      reversed[i] = bytes[from + 31 - i];
    }
    return new BigInteger(1, reversed);
  }

  private static byte[] littleEndian(BigInteger number) {
    byte[] bytes = new byte[32];
    for (int i = 0; i < 32; i++) {
      bytes[i] = number.shiftRight(8 * i).byteValue();
    }
    return bytes;
  }
}
