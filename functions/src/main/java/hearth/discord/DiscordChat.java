package hearth.discord;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hearth.core.Announcement;
import hearth.core.Chat;
import hearth.core.Reply;
import hearth.core.Result;
import hearth.core.Server;
import hearth.core.SessionMessage;
import hearth.core.SessionView;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.logging.Logger;

/** Discord's REST interface. Nothing that it sends can ping anybody. */
public final class DiscordChat implements Chat {
  private static final Logger LOG = Logger.getLogger(DiscordChat.class.getName());
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String AGENT = "DiscordBot (https://github.com/hearth-servers/hearth, 0.1)";
  private static final int CONTENT = 2000;
  private static final int NONCE = 22;
  private static final Duration LONGEST_WAIT = Duration.ofHours(1);

  private final URI api;
  private final String botToken;
  private final Duration patience;
  private final HttpClient http;

  /**
   * @param api Discord's REST interface, without a slash at the end
   * @param botToken a secret
   */
  public DiscordChat(URI api, String botToken) {
    this(api, botToken, Duration.ofSeconds(10));
  }

  DiscordChat(URI api, String botToken, Duration patience) {
    this.api = api;
    this.botToken = botToken;
    this.patience = patience;
    http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(3))
            .build();
  }

  @Override
  public Result edit(Server server, Reply reply) {
    ObjectNode message = message(Wording.of(server, reply.note()));
    String path = "/webhooks/" + reply.application() + "/" + reply.token() + "/messages/@original";
    return send("PATCH", path, message, false);
  }

  @Override
  public Result post(Server server, String channel, Announcement announcement) {
    ObjectNode message = message(Wording.of(server, announcement.note()));
    once(message, server.name() + "|announcement|" + announcement.n());
    return send("POST", "/channels/" + channel + "/messages", message, true);
  }

  @Override
  public Result show(Server server, SessionMessage shown, SessionView view) {
    ObjectNode message = message("");
    SessionEmbed.into(message, server, view);
    String path = "/channels/" + server.channel() + "/messages";
    if (shown.messageId() != null) {
      return send("PATCH", path + "/" + shown.messageId(), message, true);
    }
    once(message, server.name() + "|session|" + shown.session() + "|" + shown.posts());
    return send("POST", path, message, true);
  }

  private static ObjectNode message(String content) {
    ObjectNode message = JSON.createObjectNode().put("content", Markdown.cut(content, CONTENT));
    message.putObject("allowed_mentions").putArray("parse");
    return message;
  }

  /** A second post within a few minutes gives the first message back. */
  private static void once(ObjectNode message, String identity) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(identity.getBytes(StandardCharsets.UTF_8));
      String nonce = Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
      message.put("nonce", nonce.substring(0, NONCE)).put("enforce_nonce", true);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private Result send(String method, String path, ObjectNode message, boolean asBot) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(api + path))
            .timeout(patience)
            .header("User-Agent", AGENT)
            .header("Content-Type", "application/json")
            .method(method, HttpRequest.BodyPublishers.ofString(message.toString()));
    if (asBot) {
      request.header("Authorization", "Bot " + botToken);
    }
    try {
      return result(http.send(request.build(), HttpResponse.BodyHandlers.ofString()));
    } catch (ConnectException | HttpConnectTimeoutException e) {
      return new Result.Later(Duration.ZERO, false);
    } catch (IOException e) {
      return new Result.Later(Duration.ZERO, true);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Result.Later(Duration.ZERO, true);
    }
  }

  private static Result result(HttpResponse<String> response) {
    JsonNode body = json(response.body());
    int status = response.statusCode();
    int code = body.path("code").asInt(0);
    if (status / 100 == 2) {
      return new Result.Done(body.path("id").asText(null));
    }
    if (status == 429) {
      return new Result.Later(retryAfter(body), false);
    }
    if (status >= 500) {
      return new Result.Later(Duration.ZERO, true);
    }
    return switch (code) {
      case 50027 -> new Result.TokenDead();
      case 10015 -> new Result.NotYet();
      case 10008, 10062, 40060 -> new Result.Gone();
      default -> refused(status, code, body);
    };
  }

  private static Result refused(int status, int code, JsonNode body) {
    if (status == 400) {
      LOG.severe("Discord calls a message of ours invalid: " + body.path("errors"));
    }
    String words = Markdown.cut(body.path("message").asText(""), 200);
    return new Result.Refused(code == 0 ? "HTTP " + status : Integer.toString(code), words);
  }

  private static Duration retryAfter(JsonNode body) {
    double seconds = body.path("retry_after").asDouble(1);
    boolean sane = seconds >= 0 && seconds <= LONGEST_WAIT.toSeconds();
    return sane ? Duration.ofMillis((long) Math.ceil(seconds * 1000)) : LONGEST_WAIT;
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      return JSON.missingNode();
    }
  }
}
