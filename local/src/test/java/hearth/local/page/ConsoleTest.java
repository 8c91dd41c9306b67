package hearth.local.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hearth.local.discord.DiscordStandIn;
import hearth.local.discord.SignedInteractions.Outcome;
import hearth.local.discord.model.DiscordOptions;
import hearth.local.discord.model.Interaction;
import hearth.local.discord.model.Message;
import hearth.local.discord.model.Person;
import hearth.local.http.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConsoleTest {
  private static final Person ADA = Person.of("1", "Ada");
  private static final Person BEN = Person.of("2", "<img onerror=alert(1)>");

  private final DiscordStandIn discord =
      new DiscordStandIn(DiscordOptions.likeDiscord("app", "bot-token"));
  private final FakeDesk desk = new FakeDesk();
  private final Console console;
  private final HttpClient http = HttpClient.newHttpClient();
  private volatile Map<String, ObjectNode> room = Map.of();
  private int sent;

  ConsoleTest() {
    discord.addChannel("42", "games");
    discord.start();
    console = new Console(desk, () -> room, discord, 0);
    console.start();
  }

  @AfterEach
  void stop() {
    http.close();
    console.close();
    discord.close();
  }

  @Test
  void aReplyIsPushedAsItThinksAndWhatStandsThereIsSeenByWhoComesLater() throws Exception {
    try (Eyes ada = look(ADA)) {
      assertEquals("begin", ada.next().path("kind").asText());
      answer(ADA, "{\"type\":5}");
      assertEquals(Message.THINKING, ada.next("message").at("/message/flags").asInt());
      try (Eyes late = look(BEN)) {
        assertEquals("1", late.next("message").path("asker").asText());
      }
    }
  }

  @Test
  void anEphemeralAnswerIsSeenAndUsedByNobodyElse() throws Exception {
    try (Eyes ben = look(BEN);
        Eyes ada = look(ADA)) {
      ben.next();
      ada.next();
      answer(
          ADA,
          "{\"type\":4,\"data\":{\"content\":\"for Ada\",\"allowed_mentions\":{\"parse\":[]},\"flags\":64}}");
      answer(
          ADA,
          "{\"type\":4,\"data\":{\"content\":\"for all\",\"allowed_mentions\":{\"parse\":[]}}}");
      assertEquals("for Ada", ada.next("message").at("/message/content").asText());
      assertEquals("for all", ben.next("message").at("/message/content").asText());
      String secret = discord.messages().getFirst().id();
      assertEquals(404, press(BEN, secret));
      assertEquals(200, press(ADA, secret));
    }
  }

  @Test
  void theStepsOfACommandAreToldWithTheirTimes() throws Exception {
    try (Eyes ada = look(ADA)) {
      ada.next();
      answer(ADA, "{\"type\":5}");
      ObjectNode answered = ada.next("step");
      assertEquals("answered", answered.path("step").asText());
      assertTrue(answered.path("millis").asLong() >= 0);
    }
  }

  @Test
  void theBackroomIsShownOnceWhereNothingChangesAndToWhoComesLater() throws Exception {
    room = Map.of("state v", Json.object().put("kind", "state").put("etag", "1"));
    try (Eyes ada = look(ADA)) {
      assertEquals("1", ada.next("state").path("etag").asText());
      try (Eyes late = look(BEN)) {
        assertEquals("1", late.next("state").path("etag").asText());
        room = Map.of("state v", Json.object().put("kind", "state").put("etag", "2"));
        assertEquals("2", ada.next().path("etag").asText());
        assertEquals("2", late.next().path("etag").asText());
      }
    }
  }

  @Test
  void whatAGamePrintedBeforeIsShownToWhoComesLater() throws Exception {
    console.log("v", "World loaded");
    try (Eyes ada = look(ADA)) {
      assertEquals("World loaded", ada.next("log").path("line").asText());
    }
  }

  @Test
  void aDeletedMessageIsGone() throws Exception {
    answer(
        ADA, "{\"type\":4,\"data\":{\"content\":\"hello\",\"allowed_mentions\":{\"parse\":[]}}}");
    try (Eyes ada = look(ADA)) {
      ada.next();
      String id = ada.next("message").at("/message/id").asText();
      discord.delete(id);
      assertEquals(id, ada.next("gone").path("id").asText());
    }
  }

  @Test
  void aCommandIsSentAsWhoOneIs() throws Exception {
    String body =
        "{\"who\":\"2\",\"command\":\"server\",\"subcommand\":\"start\",\"options\":{\"server\":\"v\"}}";
    HttpResponse<String> answer = post("/command", body);
    assertEquals("2 server start {server=v}", desk.last);
    assertTrue(answer.body().contains("did not respond"), answer::body);
    assertEquals(400, post("/command", body.replace("\"2\"", "\"7\"")).statusCode());
  }

  @Test
  void choicesComeFromTheApp() throws Exception {
    String body =
        "{\"who\":\"1\",\"command\":\"server\",\"subcommand\":\"start\",\"option\":\"server\",\"value\":\"va\"}";
    assertEquals(
        "{\"told\":\"\",\"choices\":[{\"name\":\"Valheim\",\"value\":\"valheim\"}]}",
        post("/autocomplete", body).body());
  }

  @Test
  void anotherPageInTheBrowserCanPressNothing() throws Exception {
    String body = "{\"who\":\"1\",\"line\":\"kill\"}";
    HttpRequest.Builder plain = to("/obey").header("Content-Type", "text/plain");
    assertEquals(403, status(plain.POST(BodyPublishers.ofString(body))));
    HttpRequest.Builder foreign =
        to("/obey")
            .header("Content-Type", "application/json")
            .header("Origin", "http://evil.example");
    assertEquals(403, status(foreign.POST(BodyPublishers.ofString(body))));
    assertEquals(403, status(to("/town").header("Origin", "null")));
    assertEquals("", desk.last);
  }

  @Test
  void aStrangerSeesNoEvents() throws Exception {
    assertEquals(403, status(to("/events?who=9")));
    assertEquals(403, status(to("/events?who=1").header("Origin", "http://evil.example")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/console.css", "/console.js", "/markdown.js"})
  void theFilesAllowNothingFromElsewhereAndNoMarkupFromText(String path) throws Exception {
    HttpResponse<String> file = http.send(to(path).build(), BodyHandlers.ofString());
    String policy = file.headers().firstValue("Content-Security-Policy").orElseThrow();
    assertTrue(policy.startsWith("default-src 'none'"), policy);
    assertFalse(policy.contains("unsafe"), policy);
    assertFalse(file.body().contains("innerHTML"));
    assertFalse(file.body().contains(" style="));
    assertFalse(file.body().contains("http://"));
  }

  private void answer(Person who, String callback) {
    String id = Integer.toString(++sent);
    Interaction interaction =
        new Interaction(2, id, "token-" + id, "app", "42", who.id(), "", Instant.now());
    discord.register(interaction);
    assertTrue(discord.respond(interaction, Json.parse(callback).orElseThrow()));
  }

  private int press(Person who, String message) throws Exception {
    String body = "{\"who\":\"" + who.id() + "\",\"message\":\"" + message + "\",\"button\":\"b\"}";
    return post("/press", body).statusCode();
  }

  private HttpResponse<String> post(String path, String body) throws Exception {
    HttpRequest.Builder request = to(path).header("Content-Type", "application/json");
    return http.send(request.POST(BodyPublishers.ofString(body)).build(), BodyHandlers.ofString());
  }

  private int status(HttpRequest.Builder request) throws Exception {
    return http.send(request.build(), BodyHandlers.discarding()).statusCode();
  }

  private HttpRequest.Builder to(String path) {
    return HttpRequest.newBuilder(URI.create(console.uri().resolve("/") + path.substring(1)));
  }

  private Eyes look(Person who) throws Exception {
    HttpRequest request = to("/events?who=" + who.id()).build();
    return new Eyes(
        new BufferedReader(
            new InputStreamReader(
                http.send(request, BodyHandlers.ofInputStream()).body(), StandardCharsets.UTF_8)));
  }

  /** Somebody who reads the events. */
  private record Eyes(BufferedReader in) implements AutoCloseable {
    ObjectNode next() throws IOException {
      String line = in.readLine();
      while (!line.startsWith("data: ")) {
        line = in.readLine();
      }
      return Json.objectIn(line.substring(6)).orElseThrow();
    }

    /** The next of that kind. */
    ObjectNode next(String kind) throws IOException {
      ObjectNode event = next();
      while (!event.path("kind").asText().equals(kind)) {
        event = next();
      }
      return event;
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }

  /** Notes what it is asked; the app answers choices and nothing else. */
  private static final class FakeDesk implements Desk {
    private volatile String last = "";

    private static Interaction sent(Person who) {
      return new Interaction(2, "7", "token-7", "app", "42", who.id(), "", Instant.now());
    }

    @Override
    public List<Person> people() {
      return List.of(ADA, BEN);
    }

    @Override
    public ObjectNode town() {
      return Json.object();
    }

    @Override
    public ArrayNode commands() {
      return Json.array();
    }

    @Override
    public Outcome command(
        Person who, String command, String subcommand, Map<String, String> options) {
      last = who.id() + " " + command + " " + subcommand + " " + options;
      return new Outcome(sent(who), 0, Optional.empty(), false);
    }

    @Override
    public Outcome autocomplete(
        Person who, String command, String subcommand, String option, String partial) {
      String choices =
          "{\"type\":8,\"data\":{\"choices\":[{\"name\":\"Valheim\",\"value\":\"valheim\"}]}}";
      return new Outcome(sent(who), 200, Json.parse(choices), true);
    }

    @Override
    public Outcome press(Person who, String button, Message message) {
      last = who.id() + " " + button;
      return new Outcome(sent(who), 200, Optional.empty(), true);
    }

    @Override
    public String guest(String what, String server, String name) {
      last = what + " " + server + " " + name;
      return "";
    }

    @Override
    public String obey(String line) {
      last = line;
      return "";
    }
  }
}
