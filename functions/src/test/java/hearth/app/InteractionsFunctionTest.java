package hearth.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.azure.functions.HttpResponseMessage;
import com.microsoft.azure.functions.OutputBinding;
import hearth.app.message.CommandMessage;
import hearth.app.settings.SettingsTest;
import hearth.contracts.Contracts;
import hearth.discord.interaction.SignedRequests;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InteractionsFunctionTest {
  private static final SignedRequests DISCORD = new SignedRequests(9);
  private static final String START =
      """
      {"type":2,"id":"1307000000000000001","application_id":"1200000000000000001","token":"tok",\
      "guild_id":"1100000000000000001","channel_id":"1100000000000000002","locale":"en-GB",\
      "member":{"roles":[],"user":{"id":"1000000000000000001","username":"ada"}},\
      "data":{"name":"server","options":[{"type":1,"name":"start",\
      "options":[{"type":3,"name":"server","value":"valheim"}]}]}}""";

  private final Queue queue = new Queue();
  private final FakeContext context = new FakeContext();
  private final Map<String, String> environment = SettingsTest.environment();

  InteractionsFunctionTest() {
    environment.put("DISCORD_PUBLIC_KEY", DISCORD.publicKey());
  }

  @Test
  void anAcceptedCommandIsPutOnTheQueueByteForByte() {
    HttpResponseMessage response = post(START, signed(START));
    assertEquals(200, response.getStatusCode());
    assertEquals("{\"type\":5}", response.getBody());
    assertEquals("application/json", response.getHeader("Content-Type"));
    String message = new String(queue.value, StandardCharsets.UTF_8);
    assertEquals(List.of(), Contracts.errors("command", message));
    CommandMessage.Asked asked =
        assertInstanceOf(CommandMessage.Asked.class, CommandMessage.decode(message));
    assertEquals("valheim", asked.command().server());
    assertTrue(context.lines.isEmpty(), context.lines::toString);
  }

  @Test
  void whatIsSentIsAwaitedAndNothingElse() {
    StillTime time = new StillTime();
    InteractionsFunction function = InteractionsFunction.with(environment, time);
    function.interactions(new FakeRequest(START, Map.of()), queue, context);
    String ping = "{\"type\":1}";
    function.interactions(new FakeRequest(ping, signed(ping)), queue, context);
    assertEquals(0, time.begun);
    function.interactions(new FakeRequest(START, signed(START)), queue, context);
    assertEquals(1, time.begun);
    time.seen("1307000000000000001");
    assertEquals(List.of(), time.looks());
  }

  @Test
  void switchedOffNothingIsLookedFor() {
    StillTime time = new StillTime();
    environment.put("HEARTH_LOOK", "off");
    InteractionsFunction.with(environment, time)
        .interactions(new FakeRequest(START, signed(START)), queue, context);
    assertEquals(0, time.begun);
    assertTrue(queue.value.length > 0);
  }

  @Test
  void aRequestThatIsNotSignedLeavesNothingBehindButALine() {
    HttpResponseMessage response = post(START + " ", signed(START));
    assertEquals(401, response.getStatusCode());
    assertEquals("text/plain", response.getHeader("Content-Type"));
    assertNull(queue.value);
    assertEquals(1, context.lines.size());
    assertTrue(!context.lines.get(0).contains("tok"), context.lines::toString);
  }

  @Test
  void aStrangerCannotFillTheLog() {
    InteractionsFunction function = InteractionsFunction.with(environment);
    for (int i = 0; i < 500; i++) {
      function.interactions(new FakeRequest(null, Map.of()), queue, context);
    }
    // The minute may turn in the middle.
    assertTrue(context.lines.size() <= 6, context.lines::toString);
    assertNull(queue.value);
  }

  @Test
  void whatIsTooLongOrNoInteractionIsRefused() {
    String longest = "x".repeat(10_000_000);
    assertEquals(413, post(longest, signed(longest)).getStatusCode());
    assertEquals(400, post("[]", signed("[]")).getStatusCode());
    assertNull(queue.value);
  }

  @Test
  void aPingIsAnswered() {
    String ping = "{\"type\":1}";
    assertEquals("{\"type\":1}", post(ping, signed(ping)).getBody());
    assertNull(queue.value);
  }

  @Test
  void withSettingsThatAreWrongItIsClosedAndSaysWhyOnce() {
    environment.put("HEARTH_SERVERS", "{}");
    environment.put("DISCORD_APPLICATION_ID", "x");
    InteractionsFunction function = InteractionsFunction.with(environment);
    for (int i = 0; i < 3; i++) {
      FakeRequest request = new FakeRequest(START, signed(START));
      HttpResponseMessage response = function.interactions(request, queue, context);
      assertEquals(500, response.getStatusCode());
      assertEquals("not set up", response.getBody());
    }
    assertEquals(1, context.lines.size(), context.lines::toString);
    assertTrue(context.lines.get(0).contains("HEARTH_SERVERS"));
    assertTrue(context.lines.get(0).contains("DISCORD_APPLICATION_ID"));
    assertNull(queue.value);
  }

  @Test
  void aPublicKeyThatIsNoPointClosesIt() {
    environment.put("DISCORD_PUBLIC_KEY", "00".repeat(32));
    assertEquals(500, post(START, signed(START)).getStatusCode());
    assertTrue(context.lines.get(0).contains("DISCORD_PUBLIC_KEY"), context.lines::toString);
  }

  private HttpResponseMessage post(String body, Map<String, String> headers) {
    return InteractionsFunction.with(environment)
        .interactions(new FakeRequest(body, headers), queue, context);
  }

  private static Map<String, String> signed(String body) {
    String timestamp = String.valueOf(Instant.now().getEpochSecond());
    Map<String, String> headers = new HashMap<>();
    headers.put("x-signature-timestamp", timestamp);
    headers.put("x-signature-ed25519", DISCORD.sign(timestamp, body));
    return headers;
  }

  private static final class Queue implements OutputBinding<byte[]> {
    private byte[] value;

    @Override
    public byte[] getValue() {
      return value;
    }

    @Override
    public void setValue(byte[] value) {
      this.value = value;
    }
  }
}
