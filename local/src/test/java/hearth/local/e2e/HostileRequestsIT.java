package hearth.local.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hearth.local.http.Json;
import hearth.local.stack.LocalStack;
import hearth.local.stack.Town;
import java.io.IOException;
import java.math.BigInteger;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What strangers post to the public address: the right refusal, and nothing in any queue. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileRequestsIT {
  private static final BigInteger ORDER =
      BigInteger.TWO.pow(252).add(new BigInteger("27742317777372353535851937790883648493"));

  private LocalStack stack;
  private HttpClient http;

  @BeforeAll
  void start(@TempDir Path directory) {
    stack = Stacks.started(directory);
    http = HttpClient.newHttpClient();
  }

  @AfterAll
  void nothingWasEnqueuedAndNothingLogged() throws IOException {
    String log = Files.readString(stack.host().log());
    long poisoned = stack.storage().messages("commands-poison");
    long waiting = stack.storage().messages("commands");
    long states = stack.storage().states().listEntities().stream().count();
    http.close();
    stack.close();
    assertEquals(0, poisoned + waiting + states);
    assertEquals(-1, log.indexOf("function.reactions: command"));
    assertEquals(-1, log.indexOf("\tat "), "no stack trace");
    assertEquals(-1, log.indexOf("valheim"), "no body");
  }

  @Test
  void aSignatureOffByABitIs401() throws Exception {
    String body = start();
    String right = sign(now(), body);
    char last = right.charAt(right.length() - 70);
    String wrong =
        right.substring(0, right.length() - 70)
            + (last == '0' ? '1' : '0')
            + right.substring(right.length() - 69);
    assertEquals(401, post(body, now(), wrong));
  }

  @Test
  void aBodyOffByAByteIs401() throws Exception {
    assertEquals(401, post(start() + " ", now(), sign(now(), start())));
  }

  @Test
  void aSignatureOf65BytesIs401() throws Exception {
    String body = start();
    assertEquals(401, post(body, now(), sign(now(), body) + "00"));
  }

  @Test
  void aSignatureWithTheOrderAddedToSIs401() throws Exception {
    String body = start();
    byte[] signature = HexFormat.of().parseHex(sign(now(), body));
    byte[] s = new byte[33];
    for (int i = 0; i < 32; i++) {
      s[32 - i] = signature[32 + i];
    }
    byte[] sum = new BigInteger(s).add(ORDER).toByteArray();
    for (int i = 0; i < 32; i++) {
      int from = sum.length - 1 - i;
      signature[32 + i] = from < 0 ? 0 : sum[from];
    }
    assertEquals(401, post(body, now(), HexFormat.of().formatHex(signature)));
  }

  @Test
  void missingOrGarbledHeadersAre401() throws Exception {
    String body = start();
    assertEquals(401, post(body, now(), "zz"));
    assertEquals(401, post(body, now(), ""));
    assertEquals(401, post(body, "yesterday", sign("yesterday", body)));
    String old = Long.toString(Instant.now().getEpochSecond() - 301);
    assertEquals(401, post(body, old, sign(old, body)));
  }

  @Test
  void anEmptyBodyIs400EvenWhenItIsSigned() throws Exception {
    assertEquals(400, post("", now(), sign(now(), "")));
    assertEquals(401, post("", now(), sign(now(), "x")));
  }

  @Test
  void tenMegabytesAre413() throws Exception {
    String body = "x".repeat(10 * 1024 * 1024);
    assertEquals(413, post(body, now(), sign(now(), body)));
  }

  @Test
  void tenThousandBracketsAre400() throws Exception {
    String body = "{\"type\":2,\"x\":" + "[".repeat(10_000) + "]".repeat(10_000) + "}";
    assertEquals(400, post(body, now(), sign(now(), body)));
  }

  @Test
  void whatIsNoInteractionIs400() throws Exception {
    for (String body :
        new String[] {"[]", "null", "{}", "{\"type\":2}", "not json", "{\"type\":1}{"}) {
      assertEquals(400, post(body, now(), sign(now(), body)), body);
    }
  }

  @Test
  void invalidUtf8Is401() throws Exception {
    byte[] body = start().getBytes(StandardCharsets.UTF_8);
    body[body.length / 2] = (byte) 0xff;
    String signed = sign(now(), new String(body, StandardCharsets.ISO_8859_1));
    assertEquals(401, post(HttpRequest.BodyPublishers.ofByteArray(body), now(), signed));
  }

  @Test
  void aPingIsAnswered() throws Exception {
    String ping = Json.text(stack.shapes().ping());
    assertEquals(200, post(ping, now(), sign(now(), ping)));
  }

  private String start() {
    ObjectNode json =
        stack.shapes().command(Town.ADA, "server", "start", Map.of("server", "valheim"));
    // The same text every time: these tests change a byte of it.
    json.put("id", "1307000000000000001").put("token", "token");
    return Json.text(json);
  }

  private static String now() {
    return Long.toString(Instant.now().getEpochSecond());
  }

  private String sign(String timestamp, String body) {
    return stack.sign(timestamp, body);
  }

  private int post(String body, String timestamp, String signature) throws Exception {
    return post(HttpRequest.BodyPublishers.ofString(body), timestamp, signature);
  }

  private int post(HttpRequest.BodyPublisher body, String timestamp, String signature)
      throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(stack.endpoint())
            .header("Content-Type", "application/json")
            .header("X-Signature-Ed25519", signature)
            .header("X-Signature-Timestamp", timestamp)
            .POST(body)
            .build();
    return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
  }
}
