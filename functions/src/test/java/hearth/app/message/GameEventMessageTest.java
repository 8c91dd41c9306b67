package hearth.app.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.contracts.Contracts;
import hearth.core.Evidence;
import hearth.core.event.MachineEvent;
import hearth.core.event.Presence;
import hearth.core.event.Trouble;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GameEventMessageTest {
  private static final byte[] KEY =
      HexFormat.of().parseHex("00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff");
  private static final String EVENT =
      "{\"v\":1,\"server\":\"valheim\",\"generation\":3,\"epoch\":7,\"seq\":5,"
          + "\"at\":\"2026-11-20T20:05:00Z\",\"type\":\"players\",\"phase\":\"running\","
          + "\"roster\":[{\"key\":\"Luu\",\"name\":\"Luu\",\"since\":\"2026-11-20T20:05:00Z\"}],"
          + "\"count\":1,\"transitions\":[{\"seq\":5,\"kind\":\"join\",\"key\":\"Luu\","
          + "\"name\":\"Luu\",\"at\":\"2026-11-20T20:05:00Z\"}],\"joinCode\":null}";

  private final GameEventMessage messages =
      new GameEventMessage((server, generation) -> server.equals("valheim") ? KEY : null);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "booting",
        "ready",
        "players",
        "heartbeat",
        "stopped",
        "evicting",
        "backup-made",
        "backup-failed",
        "snapshot-failed",
        "retrying",
        "noticed",
        "over",
        "unknown"
      })
  void everyExampleOfTheContractIsUnderstood(String example) throws Exception {
    MachineEvent event = messages.read(Contracts.example("game-event", example));
    assertEquals("valheim", event.source().server());
    assertEquals(3, event.source().generation());
  }

  @Test
  void anEventSaysWhoIsOn() throws Exception {
    MachineEvent event = messages.read(sign(EVENT));
    assertEquals("Luu", event.online().roster().getFirst().name());
    assertEquals(1, event.online().count());
    assertTrue(event.online().transitions().getFirst().join());
    assertNull(event.game().joinCode());
  }

  @Test
  void aBackupSaysWhichOneAndWhetherItWasMade() throws Exception {
    MachineEvent.Backup made =
        messages.read(Contracts.example("game-event", "backup-made")).backup();
    assertEquals(
        new MachineEvent.Backup(
            MachineEvent.Backup.Outcome.MADE, "valheim-20261120T205958Z.tar.gz", 48203112L, true),
        made);
    MachineEvent none = messages.read(Contracts.example("game-event", "snapshot-failed"));
    assertEquals(MachineEvent.Backup.Outcome.SNAPSHOT_FAILED, none.backup().outcome());
    assertNull(none.backup().size());
    assertNull(messages.read(sign(EVENT)).backup());
  }

  @ParameterizedTest
  @ValueSource(strings = {"167812", "AB-CD", "203.0.113.7:27015", "2001:db8::1"})
  void aJoinCodeMayBeAnAddress(String code) throws Exception {
    String text = EVENT.replace("\"joinCode\":null", "\"joinCode\":\"" + code + "\"");
    assertEquals(code, messages.read(sign(text)).game().joinCode());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"7B2F7C6E-2f4b-4b39-8f0e-0d5a5f4f3a11", "7b2f7c6e-2f4b-4b39-8f0e-0d5a5f4f3a11"})
  void anEventSaysOnWhichMachineItsAgentIs(String vmId) throws Exception {
    String told = EVENT.replace("\"epoch\":7", "\"vmId\":\"" + vmId + "\",\"epoch\":7");
    assertEquals("7b2f7c6e-2f4b-4b39-8f0e-0d5a5f4f3a11", messages.read(sign(told)).source().vmId());
    assertNull(messages.read(sign(EVENT)).source().vmId());
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"\"", "7", "\"7b2f7c6e\"", "\"7b2f7c6e-2f4b-4b39-8f0e-0d5a5f4f3a1g\""})
  void aMachineThatIsNoneIsRefused(String vmId) throws Exception {
    String told = sign(EVENT.replace("\"epoch\":7", "\"vmId\":" + vmId + ",\"epoch\":7"));
    assertThrows(InvalidMessage.class, () -> messages.read(told));
  }

  @Test
  void fieldsOfANewerAgentAreNoReasonToRefuse() throws Exception {
    String newer = EVENT.replace("\"count\":1", "\"count\":1,\"mood\":{\"music\":[1,2]}");
    assertEquals(1, messages.read(sign(newer)).online().count());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "type":"players"                      | false
          "type":"evicting"                     | true
          "type":"heartbeat","evicting":true    | true
          "type":"heartbeat","evicting":false   | false
          "type":"heartbeat","evicting":"true"  | false
          "type":"heartbeat","evicting":null    | false
          """)
  void aNoticeIsSaidByItsOwnEventAndByThoseAfterIt(String type, boolean evicting) throws Exception {
    String text = EVENT.replace("\"type\":\"players\"", type);
    assertEquals(evicting, messages.read(sign(text)).evicting());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "v":1              | "v":2                  | v
          "server":"valheim" | "server":"minecraft"   | server
          "server":"valheim" | "server":7             | server
          "generation":3     | "generation":0         | generation
          "generation":3     | "generation":9e99      | generation
          "seq":5,"at"       | "seq":-1,"at"          | seq
          "type":"players"   | "type":"explosion"     | type
          "phase":"running"  | "phase":"flying"       | phase
          "count":1          | "count":1,"backup":{}  | outcome
          "count":1          | "count":1,"backup":7   | outcome
          "count":1          | "count":1,"backup":{"outcome":"odd"}             | outcome
          "count":1          | "count":1,"backup":{"outcome":"made","size":-1}  | size
          "count":1          | "count":1,"backup":{"outcome":"made","name":1}   | name
          "count":1          | "count":-1             | count
          "count":1          | "count":1000000000     | count
          "count":1          | "count":1.5            | count
          "count":1          | "count":"1"            | count
          "kind":"join"      | "kind":"teleport"      | transition
          "joinCode":null    | "joinCode":"@everyone" | joinCode
          "roster":[         | "roster":[7,           | key
          20:05:00Z"}],"c    | yesterday"}],"c        | since
          """)
  void aSignedEventWithAnAbsurdFieldIsRefused(String right, String wrong, String named) {
    String broken = EVENT.replaceFirst(java.util.regex.Pattern.quote(right), wrong);
    assertTrue(!broken.equals(EVENT));
    InvalidMessage refusal = assertThrows(InvalidMessage.class, () -> messages.read(sign(broken)));
    assertTrue(refusal.getMessage().contains(named), refusal.getMessage());
  }

  @Test
  void aMissingFieldIsNamed() {
    InvalidMessage refusal =
        assertThrows(
            InvalidMessage.class,
            () -> messages.read(sign(EVENT.replace("\"seq\":5,\"at\"", "\"at\""))));
    assertTrue(refusal.getMessage().contains("seq"));
  }

  @Test
  void anEventOfAnotherMachineOrGenerationIsNotBelieved() {
    GameEventMessage others =
        new GameEventMessage((server, generation) -> generation == 3 ? new byte[32] : KEY);
    assertThrows(InvalidMessage.class, () -> others.read(sign(EVENT)));
  }

  @Test
  void anyChangedByteBreaksTheProof() {
    String signed = sign(EVENT);
    Random random = new Random(1);
    for (int i = 0; i < 300; i++) {
      int at = random.nextInt(signed.length());
      char other = (char) (signed.charAt(at) ^ (1 << random.nextInt(4)));
      boolean sameHexDigit =
          Character.toLowerCase(other) == Character.toLowerCase(signed.charAt(at));
      if (!sameHexDigit) {
        String broken = signed.substring(0, at) + other + signed.substring(at + 1);
        assertThrows(InvalidMessage.class, () -> messages.read(broken));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{}", "null", "[]", "not json", "\"mac\"", ",\"mac\":\"\"}"})
  void garbageIsRefused(String garbage) {
    assertThrows(InvalidMessage.class, () -> messages.read(garbage));
    assertThrows(InvalidMessage.class, () -> messages.read(sign(garbage + "}")));
  }

  @Test
  void nestingDeeperThanAnyEventIsRefused() {
    String deep = "{\"x\":" + "[".repeat(10_000) + "]".repeat(10_000) + "}";
    assertThrows(InvalidMessage.class, () -> messages.read(sign(deep)));
  }

  @Test
  void namesAreTamed() throws Exception {
    String hostile = EVENT.replace("\"name\":\"Luu\"", "\"name\":\"L\\u202e\\u0000u\\nu \"");
    assertEquals("Luu", messages.read(sign(hostile)).online().roster().getFirst().name());
  }

  @Test
  void aPlayerListedTwiceIsOneByKey() throws Exception {
    String entry = "{\"key\":\"Luu\",\"name\":\"Luu\",\"since\":\"2026-11-20T20:05:00Z\"}";
    String twice = EVENT.replace("\"roster\":[" + entry, "\"roster\":[" + entry + "," + entry);
    assertEquals(1, messages.read(sign(twice)).online().roster().size());
  }

  private static String sign(String event) {
    try {
      Mac hmac = Mac.getInstance("HmacSHA256");
      hmac.init(new SecretKeySpec(KEY, "HmacSHA256"));
      String mac = HexFormat.of().formatHex(hmac.doFinal(event.getBytes(StandardCharsets.UTF_8)));
      return event.substring(0, event.length() - 1) + ",\"mac\":\"" + mac + "\"}";
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void whatTroublesAGameAndWhoIsOnByWhichSourceIsRead() throws Exception {
    MachineEvent noticed = messages.read(Contracts.example("game-event", "noticed"));
    assertEquals(
        new Trouble(Trouble.Kind.NOTICED, "Error saving world!", null, 12), noticed.trouble());
    assertEquals(
        new Presence(
            Presence.Verdict.PRESENT,
            List.of("log", "a2s"),
            List.of(new Evidence("log", 1), new Evidence("a2s", 1))),
        noticed.condition().presence());
    assertEquals(
        "image", messages.read(Contracts.example("game-event", "retrying")).trouble().step());
    MachineEvent over = messages.read(Contracts.example("game-event", "over"));
    assertEquals(Trouble.Kind.OVER, over.trouble().kind());
    assertNull(messages.read(Contracts.example("game-event", "players")).trouble());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"trouble\":{\"kind\":\"bored\",\"seq\":1}",
        "\"trouble\":{\"kind\":\"over\"}",
        "\"trouble\":{\"kind\":\"over\",\"seq\":-1}",
        "\"trouble\":[]",
        "\"presence\":{\"verdict\":\"maybe\",\"by\":[]}",
        "\"presence\":{\"verdict\":\"absent\",\"by\":[7]}",
        "\"presence\":{\"verdict\":\"absent\",\"by\":{}}",
        "\"presence\":{\"verdict\":\"absent\"},\"evidence\":[{\"count\":1}]",
        "\"presence\":{\"verdict\":\"absent\"},\"evidence\":[{\"source\":\"a2s\",\"count\":-1}]",
        "\"presence\":{\"verdict\":\"absent\"},\"evidence\":7",
        "\"version\":17",
      })
  void aConditionThatIsNoneIsRefused(String member) {
    String text = EVENT.replace("\"joinCode\":null", "\"joinCode\":null," + member);
    assertThrows(InvalidMessage.class, () -> messages.read(sign(text)));
  }
}
