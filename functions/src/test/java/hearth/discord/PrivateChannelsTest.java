package hearth.discord;

import hearth.core.wanted.Progress;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import hearth.core.User;
import hearth.core.fleet.PrivateChannelPolicy;
import hearth.core.fleet.Server;
import hearth.core.fleet.Servers;
import hearth.core.port.Result;
import hearth.core.wanted.PrivateChannel;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PrivateChannelsTest {
  private static final Server SERVER =
      Servers.privately(new PrivateChannelPolicy(List.of("55"), "66"), Samples.VALHEIM);
  private static final String LISTED = "GET /guilds/100/channels";
  private static final String MADE = "POST /guilds/100/channels";

  private final Map<String, DiscordResponse> answers = new HashMap<>();
  private final Map<String, String> bodies = new HashMap<>();
  private final List<String> sent = new ArrayList<>();
  private String listed = "[]";

  @Test
  void itIsMadeForTheStarterTheRolesAndNobodyElse() throws IOException {
    answers.put(MADE, DiscordResponse.of(201, null, "{\"id\":\"77\"}"));
    assertEquals(new Result.Done("77"), keep(channel(null, true, null)));
    JsonNode body = new ObjectMapper().readTree(bodies.get(MADE));
    assertEquals("hearth valheim 4", body.path("topic").textValue());
    assertEquals("66", body.path("parent_id").textValue());
    JsonNode rights = body.path("permission_overwrites");
    assertEquals(4, rights.size());
    assertEquals("100", rights.at("/0/id").textValue(), "everyone");
    assertEquals("1024", rights.at("/0/deny").textValue(), "sees nothing");
    assertEquals("3", rights.at("/1/id").textValue(), "the bot itself");
    assertEquals("7", rights.at("/2/id").textValue());
    assertEquals(1, rights.at("/2/type").intValue());
    assertEquals("55", rights.at("/3/id").textValue());
  }

  @Test
  void oneThatIsThereAlreadyIsFoundByItsTopic() {
    listed = "[{\"id\":\"1\",\"topic\":null},{\"id\":\"78\",\"topic\":\"hearth valheim 4\"}]";
    assertEquals(new Result.Done("78"), keep(channel(null, true, null)));
    assertEquals(List.of(LISTED), sent);
  }

  @Test
  void theDetailsAreToldInItWithThePassword() {
    assertEquals(new Result.Done("77"), keep(channel("77", true, "v.example.org:2456")));
    String body = bodies.get("POST /channels/77/messages");
    assertTrue(body.contains("v.example.org:2456") && body.contains("s3cret"), body);
    assertTrue(body.contains("enforce_nonce"), body);
  }

  @Test
  void itIsRemovedAndOneThatIsGoneIsFine() {
    assertInstanceOf(Result.Done.class, keep(channel("77", false, null)));
    answers.put(
        "DELETE /channels/77", DiscordResponse.of(404, null, "{\"code\":10003,\"message\":\"x\"}"));
    assertInstanceOf(Result.Done.class, keep(channel("77", false, null)));
  }

  @Test
  void oneWhoseMakingWasNeverConfirmedIsLookedForBeforeItIsForgotten() {
    listed = "[{\"id\":\"78\",\"topic\":\"hearth valheim 4\"}]";
    assertInstanceOf(Result.Done.class, keep(channel(null, false, null)));
    assertEquals(List.of(LISTED, "DELETE /channels/78"), sent);
  }

  @Test
  void aMissingPermissionIsARefusalAndAFaultIsTriedAgain() {
    answers.put(
        LISTED,
        DiscordResponse.of(403, null, "{\"code\":50013,\"message\":\"Missing Permissions\"}"));
    assertInstanceOf(Result.Refused.class, keep(channel(null, true, null)));
    answers.put(LISTED, DiscordResponse.of(502, null, ""));
    assertInstanceOf(Result.Later.class, keep(channel(null, true, null)));
    answers.put(LISTED, null);
    assertInstanceOf(Result.Later.class, keep(channel(null, true, null)));
  }

  private Result keep(PrivateChannel channel) {
    return new PrivateChannels(this::call, SERVER, "3", "s3cret").keep(channel);
  }

  private PrivateChannels.Answered call(String method, String path, String body) {
    String call = method + " " + path;
    sent.add(call);
    bodies.put(call, body);
    DiscordResponse usual =
        call.equals(LISTED)
            ? DiscordResponse.of(200, null, listed)
            : DiscordResponse.of(200, null, "{\"id\":\"9\"}");
    DiscordResponse answer = answers.getOrDefault(call, usual);
    return answer == null
        ? new PrivateChannels.Answered(null, null, new Result.Later(java.time.Duration.ZERO, true))
        : new PrivateChannels.Answered(answer, listed, null);
  }

  private static PrivateChannel channel(String id, boolean open, String address) {
    return new PrivateChannel(4, id, open, new User("7", "Ada"), address, null, new Progress(3, 2, 0, null));
  }
}
