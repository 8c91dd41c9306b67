package hearth.bell;

import static org.junit.jupiter.api.Assertions.assertEquals;

import hearth.contracts.Contracts;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BellDoorTest {
  private static final Instant NOW = Instant.ofEpochMilli(1_795_000_000_000L);
  private static final byte[] KEY =
      HexFormat.of().parseHex("00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff");

  private final BellDoor door =
      new BellDoor((server, generation) -> server.equals("valheim") ? KEY : null);

  private static byte[] hmac(byte[] key, String said) {
    try {
      Mac hmac = Mac.getInstance("HmacSHA256");
      hmac.init(new SecretKeySpec(key, "HmacSHA256"));
      return hmac.doFinal(said.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String rung(byte[] key, String server, long generation, long number) {
    String mac =
        HexFormat.of().formatHex(hmac(hmac(key, "bell"), server + "|" + generation + "|" + number));
    return body(server, generation, number, mac);
  }

  private static String body(String server, long generation, long number, String mac) {
    return "{\"server\":\"%s\",\"generation\":%d,\"number\":%d,\"mac\":\"%s\"}"
        .formatted(server, generation, number, mac);
  }

  private static String rung(long generation, long number) {
    return rung(KEY, "valheim", generation, number);
  }

  private int at(String body) {
    return door.status(body, NOW);
  }

  @Test
  void theContractsExampleIsHeard() {
    assertEquals(204, at(Contracts.example("bell", "ring")));
  }

  @Test
  void aReplayedBellIsNotHeardAgain() {
    long number = NOW.toEpochMilli();
    assertEquals(204, at(rung(3, number)));
    assertEquals(409, at(rung(3, number)));
    assertEquals(409, at(rung(3, number - 1)));
    assertEquals(204, at(rung(3, number + 1)));
  }

  @Test
  void aNewerGenerationBeginsAnewAndAnOlderOneIsNotHeardAnyMore() {
    long number = NOW.toEpochMilli();
    assertEquals(204, at(rung(3, number)));
    assertEquals(204, at(rung(4, number - 1000)));
    assertEquals(409, at(rung(3, number + 1000)));
  }

  @Test
  void aBellIsFreshForFiveMinutesEitherWay() {
    long now = NOW.toEpochMilli();
    assertEquals(401, at(rung(3, now - 300_001)));
    assertEquals(401, at(rung(3, now + 300_001)));
    assertEquals(204, at(rung(3, now - 300_000)));
    assertEquals(204, at(rung(3, now + 300_000)));
  }

  @Test
  void aForgedBellLeavesNothingBehind() {
    long now = NOW.toEpochMilli();
    byte[] another = new byte[32];
    assertEquals(401, at(rung(another, "valheim", 3, now + 1000)));
    assertEquals(401, at(rung(KEY, "nosuch", 3, now)));
    String mac = rung(3, now).replaceAll(".*\"mac\":\"|\"}", "");
    assertEquals(401, at(body("valheim", 4, now, mac)));
    assertEquals(401, at(body("valheim", 3, now + 1, mac)));
    assertEquals(401, at(body("valheim", 3, now, "z".repeat(64))));
    assertEquals(204, at(rung(3, now)));
  }

  @Test
  void neitherTheMachinesKeyItselfNorAReportsMacRings() {
    long now = NOW.toEpochMilli();
    String direct = HexFormat.of().formatHex(hmac(KEY, "valheim|3|" + now));
    assertEquals(401, at(body("valheim", 3, now, direct)));
    String report = Contracts.example("game-event", "players");
    assertEquals(
        400, report.length() > BellDoor.LONGEST_BODY ? 400 : at(report), "a report is no bell");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "[]",
        "null",
        "{}",
        "{\"server\":\"valheim\"}",
        "{\"server\":\"valheim\",\"generation\":3,\"number\":1,\"mac\":\"00\"}",
        "{\"server\":1,\"generation\":3,\"number\":1,\"mac\":\"00\"}",
        "{\"server\":\"valheim\",\"server\":\"valheim\"}"
      })
  void whatIsNoBellIsToldSo(String body) {
    assertEquals(400, at(body));
  }

  @Test
  void membersThatDoNotBelongAreRefused() {
    String right = rung(3, NOW.toEpochMilli());
    assertEquals(400, at(right.replace("{", "{\"more\":1,")));
    assertEquals(400, at(right + "x"));
    assertEquals(400, at(right.replace("\"generation\":3", "\"generation\":0")));
    assertEquals(400, at(right.replace("\"generation\":3", "\"generation\":3.5")));
    assertEquals(400, at(null));
  }

  @Test
  void aLongBodyIsNotEvenRead() {
    assertEquals(413, at(rung(3, NOW.toEpochMilli()) + " ".repeat(BellDoor.LONGEST_BODY)));
  }
}
