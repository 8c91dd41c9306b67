package hearth.discord.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import hearth.core.CommandName;
import hearth.core.Cost;
import hearth.core.Phase;
import hearth.core.ReplyAddress;
import hearth.core.User;
import hearth.core.fleet.Server;
import hearth.core.note.Note;
import hearth.core.port.Result;
import hearth.core.state.SessionView;
import hearth.core.wanted.Announcement;
import hearth.core.wanted.Progress;
import hearth.core.wanted.Reply;
import hearth.core.wanted.SessionMessage;
import hearth.discord.Samples;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DiscordChatTest {
  private static final Instant AT = Instant.ofEpochSecond(1_790_000_000);
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String MESSAGE = "{\"id\":\"900\",\"type\":0}";

  private HttpServer discord;
  private DiscordChat chat;
  private volatile int status = 200;
  private volatile String body = MESSAGE;
  private volatile String retryAfter;
  private volatile Instant time = AT;
  private final InstantSource clock = () -> time;
  private final AtomicInteger requests = new AtomicInteger();
  private volatile HttpExchange seen;
  private volatile String seenBody;

  @BeforeEach
  void start() throws IOException {
    discord = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    discord.createContext("/api/v10/", this::answer);
    discord.start();
    chat = new DiscordChat(api(discord), "1", "bot-secret", "1.2.3", Map.of(), PATIENCE, clock);
  }

  @AfterEach
  void stop() {
    discord.stop(0);
  }

  @Test
  void aReplyIsEditedWithItsTokenAlone() {
    assertEquals(new Result.Done("900"), edit());
    assertEquals("PATCH", seen.getRequestMethod());
    assertEquals(
        "/api/v10/webhooks/1/tok%2Fen/messages/@original", seen.getRequestURI().getRawPath());
    assertNull(seen.getRequestHeaders().getFirst("Authorization"));
    assertEquals("application/json", seen.getRequestHeaders().getFirst("Content-Type"));
    assertTrue(
        seen.getRequestHeaders()
            .getFirst("User-Agent")
            .matches("DiscordBot \\(\\S+, 1\\.2\\.3\\)"));
    assertTrue(seenBody.contains("\"allowed_mentions\":{\"parse\":[]}"), seenBody);
    assertFalse(seenBody.contains("nonce"));
  }

  @Test
  void anAnnouncementIsPostedByTheBotUnderItsNonce() {
    assertEquals(new Result.Done("900"), post());
    assertEquals("POST", seen.getRequestMethod());
    assertEquals("/api/v10/channels/200/messages", seen.getRequestURI().getPath());
    assertEquals("Bot bot-secret", seen.getRequestHeaders().getFirst("Authorization"));
    String first = seenBody;
    assertTrue(first.contains("\"enforce_nonce\":true"), first);
    post();
    assertEquals(first, seenBody, "another attempt is the same message");
    assertTrue(nonce(Samples.VALHEIM, 1).length() <= 25);
    assertNotEquals(nonce(Samples.VALHEIM, 1), nonce(Samples.VALHEIM, 2));
  }

  @Test
  void theSessionMessageIsPostedAndThenEdited() {
    assertEquals(new Result.Done("900"), show(null));
    assertEquals("POST", seen.getRequestMethod());
    assertTrue(seenBody.contains("\"nonce\""), seenBody);
    assertEquals(new Result.Done("900"), show("900"));
    assertEquals("PATCH", seen.getRequestMethod());
    assertEquals("/api/v10/channels/200/messages/900", seen.getRequestURI().getPath());
    assertTrue(seenBody.contains("\"embeds\"") && !seenBody.contains("nonce"), seenBody);
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          401, 50027, TokenDead, Later,    Later
          401, 0,     TokenDead, Later,    Later
          404, 10015, NotYet,    Refused,  Refused
          404, 10008, Gone,      Refused,  Gone
          404, 10003, TokenDead, Refused,  Refused
          404, 10062, TokenDead, Refused,  Refused
          400, 40060, Gone,      Refused,  Refused
          400, 50035, Refused,   Refused,  Refused
          403, 50001, Refused,   Refused,  Refused
          403, 50013, Refused,   Refused,  Refused
          302, 0,     Refused,   Refused,  Refused
          429, 0,     Later,     Later,    Later
          500, 0,     Later,     Later,    Later
          503, 0,     Later,     Later,    Later
          """)
  void everyAnswerHasItsMeaning(int code, int error, String edit, String post, String show) {
    status = code;
    body = "{\"message\":\"no\",\"code\":" + error + "}";
    assertEquals(edit, edit().getClass().getSimpleName());
    assertEquals(post, post().getClass().getSimpleName());
    // Discord is left alone after some of these; here nobody is asked twice too soon.
    time = time.plus(Duration.ofHours(2));
    assertEquals(show, show("900").getClass().getSimpleName());
  }

  @Test
  void aRefusalSaysWhy() {
    status = 403;
    body = "{\"message\":\"Missing Access\",\"code\":50001}";
    assertEquals(new Result.Refused("403/50001", "Missing Access"), post());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"retry_after":1.5,"global":false}  | 9    | 1500
          {"retry_after":0.0001}              | ''   | 1
          <html>banned</html>                 | 120  | 120000
          {}                                  | ''   | 0
          {"retry_after":1e99}                | ''   | 3600000
          {"retry_after":-5}                  | ''   | 0
          {"retry_after":"soon"}              | soon | 0
          """)
  void discordIsLeftAloneAsLongAsItAsks(String answer, String header, long millis) {
    status = 429;
    body = answer;
    retryAfter = header;
    assertEquals(new Result.Later(Duration.ofMillis(millis), false), post());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"{}", "''", "[1]", "{\"id\":5}", "{\"id\":\"x\"}", "{\"id\":"})
  void aPostWhoseIdIsNotToldIsNotSure(String answer) {
    body = answer;
    assertEquals(new Result.Later(Duration.ZERO, true), post());
    assertEquals(new Result.Later(Duration.ZERO, true), show(null));
    assertEquals(new Result.Done(null), edit());
  }

  @Test
  void aServerErrorIsNotSure() {
    status = 502;
    body = "<html>";
    assertEquals(new Result.Later(Duration.ZERO, true), post());
  }

  @Test
  void anAnswerThatNeverComesIsNotSure() throws IOException {
    CountDownLatch over = new CountDownLatch(1);
    HttpServer silent =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    silent.createContext("/", exchange -> hang(exchange, over));
    silent.start();
    try {
      DiscordChat impatient =
          new DiscordChat(api(silent), "1", "b", "1", Map.of(), Duration.ofMillis(300), clock);
      assertEquals(new Result.Later(Duration.ZERO, true), impatient.edit(Samples.VALHEIM, reply()));
    } finally {
      over.countDown();
      silent.stop(0);
    }
  }

  @Test
  void whatNeverReachedDiscordIsSure() {
    discord.stop(0);
    assertEquals(new Result.Later(Duration.ZERO, false), post());
  }

  @Test
  void aMinuteThatDiscordAskedForIsWaitedForWhateverComesMeanwhile() {
    status = 429;
    body = "{\"retry_after\":60,\"global\":false}";
    assertEquals(new Result.Later(Duration.ofSeconds(60), false), post());
    for (int i = 0; i < 284; i++) {
      time = time.plusMillis(100);
      post();
    }
    assertEquals(1, requests.get());
    assertEquals(new Result.Later(Duration.ofMillis(31_600), false), post());
    time = time.plusMillis(31_600);
    status = 200;
    body = MESSAGE;
    assertEquals(new Result.Done("900"), post());
    assertEquals(2, requests.get());
  }

  @Test
  void afterABadTokenTheBotRestsAndAnswersStillGo() {
    status = 401;
    body = "{\"message\":\"401: Unauthorized\",\"code\":0}";
    assertEquals(new Result.Later(Patience.BAD_TOKEN, false), post());
    status = 200;
    body = MESSAGE;
    assertEquals(new Result.Later(Patience.BAD_TOKEN, false), show("900"));
    assertEquals(new Result.Done("900"), edit());
    assertEquals(2, requests.get());
  }

  private Result edit() {
    return chat.edit(Samples.VALHEIM, reply());
  }

  private Result post() {
    return chat.post(Samples.VALHEIM, "200", null, announcement(1));
  }

  private Result show(String id) {
    SessionMessage message = new SessionMessage(1, id, 1, AT, 0, new Progress(1, 0, 0, null));
    SessionView view =
        new SessionView(
            1,
            new SessionView.Progress(Phase.BOOTING, AT, null, null, false, null),
            new SessionView.Start(null, AT),
            new SessionView.Access(null, null),
            null,
            null,
            null,
            null,
            new SessionView.Spending(Cost.NONE, 0, null, null),
            List.of());
    return chat.show(Samples.VALHEIM, message, view);
  }

  private static String nonce(Server server, long n) {
    return Nonce.of(server, announcement(n));
  }

  private static Announcement announcement(long n) {
    return new Announcement(n, false, new Note.Joined("Luu"), AT, null, null, null, null);
  }

  private static Reply reply() {
    return new Reply(
        new ReplyAddress(
            "11", "1", "tok/en", "200", new User("7", "Ada"), "de", CommandName.CONNECT, true),
        Reply.Follows.NOTHING,
        new Note.NotOn(),
        true,
        false,
        new Progress(1, 0, 0, null));
  }

  private void answer(HttpExchange exchange) throws IOException {
    seenBody = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    seen = exchange;
    requests.incrementAndGet();
    if (retryAfter != null && !retryAfter.isEmpty()) {
      exchange.getResponseHeaders().add("Retry-After", retryAfter);
    }
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  /** The first bytes come, the last never do. */
  private static void hang(HttpExchange exchange, CountDownLatch over) throws IOException {
    exchange.sendResponseHeaders(200, 100);
    exchange.getResponseBody().write('{');
    exchange.getResponseBody().flush();
    try {
      over.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static URI api(HttpServer server) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/api/v10");
  }
}
