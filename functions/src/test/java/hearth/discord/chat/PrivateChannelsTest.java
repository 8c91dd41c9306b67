package hearth.discord.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import hearth.core.CommandName;
import hearth.core.User;
import hearth.core.fleet.Allow;
import hearth.core.fleet.PrivateChannelPolicy;
import hearth.core.fleet.Server;
import hearth.core.fleet.Servers;
import hearth.core.port.Result;
import hearth.core.wanted.PrivateChannel;
import hearth.core.wanted.Progress;
import hearth.discord.Samples;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class PrivateChannelsTest {
  private static final Server SERVER =
      Servers.privately(new PrivateChannelPolicy(List.of("55"), "66"), Samples.VALHEIM);
  private static final String LISTED = "GET /guilds/100/channels";
  private static final String MADE = "POST /guilds/100/channels";
  private static final String TOLD = "POST /channels/77/messages";
  private static final Instant MADE_AT = Instant.parse("2026-11-20T20:00:00Z");
  private static final String YOUNG = id(MADE_AT.plusMillis(300));
  private static final String OLD = id(MADE_AT.minusSeconds(60));

  /** As Discord gives them back, in an order of its own. */
  private static final String OURS =
      """
      {"id":"55","type":0,"allow":"68608","deny":"0"},{"id":"7","type":1,"allow":"68608","deny":"0"},\
      {"id":"3","type":1,"allow":"68608","deny":"0"},{"id":"100","type":0,"allow":"0","deny":"1024"}""";

  private static String id(Instant made) {
    return Long.toString((made.toEpochMilli() - 1_420_070_400_000L) << 22);
  }

  private final Map<String, DiscordResponse> answers = new HashMap<>();
  private final Map<String, String> bodies = new HashMap<>();
  private final List<String> sent = new ArrayList<>();
  private String listed = "[]";

  @Test
  void itIsMadeForTheStarterTheRolesAndNobodyElse() throws IOException {
    answers.put(MADE, DiscordResponse.of(201, name -> null, "{\"id\":\"77\"}"));
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
  void oneWhoseMakingWasNotConfirmedIsFoundAgain() {
    listed = "[{\"id\":\"1\",\"topic\":null}," + listed(YOUNG, OURS) + "]";
    assertEquals(new Result.Done(YOUNG), keep(channel(null, true, null)));
    assertEquals(List.of(LISTED), sent);
  }

  static final List<String> OTHERS =
      List.of(
          "{\"id\":\"" + YOUNG + "\",\"type\":0,\"topic\":\"hearth valheim 4\"}",
          listed(OLD, OURS),
          listed(YOUNG, OURS.replace("\"7\"", "\"8\"")),
          listed(YOUNG, OURS.replace("68608", "68609")),
          listed(YOUNG, OURS.replace("\"deny\":\"1024\"", "\"deny\":\"0\"")),
          listed(YOUNG, OURS + ",{\"id\":\"9\",\"type\":1,\"allow\":\"1024\",\"deny\":\"0\"}"),
          listed(YOUNG, OURS).replace("\"type\":0,\"topic", "\"type\":2,\"topic"),
          listed("x", OURS),
          listed(YOUNG, OURS) + "," + listed(YOUNG.replace('1', '2'), OURS));

  @ParameterizedTest
  @FieldSource("OTHERS")
  void whatSomebodyElseMayHaveMadeIsNeitherWrittenToNorDeleted(String other) {
    listed = "[" + other + "]";
    answers.put(MADE, DiscordResponse.of(201, name -> null, "{\"id\":\"77\"}"));
    assertEquals(new Result.Done("77"), keep(channel(null, true, null)));
    assertEquals(List.of(LISTED, MADE), sent);
    sent.clear();
    assertEquals(new Result.Done(null), keep(channel(null, false, null)));
    assertEquals(List.of(LISTED), sent);
  }

  @Test
  void oneThatWasNeverTriedToMakeIsNotLookedFor() {
    PrivateChannel never =
        new PrivateChannel(
            4, null, false, new User("7", "Ada"), null, null, new Progress(3, 2, 0, null));
    assertEquals(new Result.Done(null), keep(never));
    assertEquals(List.of(), sent);
  }

  @Test
  void thePasswordIsToldWhereEverybodyInItMayConnectAlone() {
    PrivateChannel channel = channel("77", true, "v.example.org:2456");
    keep(channel);
    assertTrue(bodies.get(TOLD).contains("s3cret"));
    Map<CommandName, List<String>> allow = new EnumMap<>(CommandName.class);
    allow.put(CommandName.START, List.of("role:55", "user:7"));
    for (List<String> connect :
        List.of(List.of("user:7"), List.of("role:55"), List.<String>of(), List.of("role:54"))) {
      allow.put(CommandName.CONNECT, connect);
      new PrivateChannels(this::call, Servers.allowing(new Allow(allow), SERVER), "3", "s3cret")
          .keep(channel);
      assertFalse(bodies.get(TOLD).contains("s3cret"), connect::toString);
      assertTrue(bodies.get(TOLD).contains("connect"), connect::toString);
    }
    allow.put(CommandName.CONNECT, List.of("user:7", "role:55", "role:54"));
    new PrivateChannels(this::call, Servers.allowing(new Allow(allow), SERVER), "3", "s3cret")
        .keep(channel);
    assertTrue(bodies.get(TOLD).contains("s3cret"));
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
        "DELETE /channels/77",
        DiscordResponse.of(404, name -> null, "{\"code\":10003,\"message\":\"x\"}"));
    assertInstanceOf(Result.Done.class, keep(channel("77", false, null)));
  }

  @Test
  void oneWhoseMakingWasNeverConfirmedIsLookedForBeforeItIsForgotten() {
    listed = "[" + listed(YOUNG, OURS) + "]";
    assertInstanceOf(Result.Done.class, keep(channel(null, false, null)));
    assertEquals(List.of(LISTED, "DELETE /channels/" + YOUNG), sent);
  }

  @Test
  void aMissingPermissionIsARefusalAndAFaultIsTriedAgain() {
    answers.put(
        LISTED,
        DiscordResponse.of(
            403, name -> null, "{\"code\":50013,\"message\":\"Missing Permissions\"}"));
    assertInstanceOf(Result.Refused.class, keep(channel(null, true, null)));
    answers.put(LISTED, DiscordResponse.of(502, name -> null, ""));
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
            ? DiscordResponse.of(200, name -> null, listed)
            : DiscordResponse.of(200, name -> null, "{\"id\":\"9\"}");
    DiscordResponse answer = answers.getOrDefault(call, usual);
    return answer == null
        ? new PrivateChannels.Answered(null, null, new Result.Later(java.time.Duration.ZERO, true))
        : new PrivateChannels.Answered(answer, listed, null);
  }

  private static PrivateChannel channel(String id, boolean open, String address) {
    return new PrivateChannel(
        4, id, open, new User("7", "Ada"), access(address), MADE_AT, new Progress(3, 2, 0, null));
  }

  private static PrivateChannel.Access access(String address) {
    return address == null ? null : new PrivateChannel.Access(address, null);
  }

  private static String listed(String id, String overwrites) {
    return "{\"id\":\"%s\",\"type\":0,\"topic\":\"x\",\"permission_overwrites\":[%s]}"
        .formatted(id, overwrites);
  }
}
