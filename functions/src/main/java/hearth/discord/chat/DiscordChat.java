package hearth.discord.chat;

import hearth.core.CommandName;
import hearth.core.Newer;
import hearth.core.fleet.Server;
import hearth.core.note.Note;
import hearth.core.port.Chat;
import hearth.core.port.Result;
import hearth.core.state.SessionView;
import hearth.core.wanted.Announcement;
import hearth.core.wanted.Lease;
import hearth.core.wanted.PrivateChannel;
import hearth.core.wanted.Reply;
import hearth.core.wanted.SessionMessage;
import hearth.discord.Button;
import hearth.discord.wording.Phrase;
import hearth.discord.wording.Text;
import hearth.discord.wording.Wording;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Discord's REST API. Nothing is tried twice in here and nothing is thrown: how a call ended is
 * said, and the core decides. Neither tokens nor the addresses that hold them are logged.
 */
public final class DiscordChat implements Chat {
  private static final Logger LOG = Logger.getLogger(DiscordChat.class.getName());

  /** Below {@link Lease#CALL}, to the last byte of the answer. */
  private static final Duration TIMEOUT = Lease.CALL.minusSeconds(5);

  private final String api;
  private final String application;
  private final String botToken;
  private final String agent;
  private final Map<String, String> passwords;
  private final Duration timeout;
  private final Patience patience;
  private volatile HttpClient client;

  /**
   * Talks to Discord as one bot.
   *
   * @param api the base URL, such as {@code https://discord.com/api/v10}
   * @param application the application's id, which is the bot's own too
   * @param botToken the bot's token: a secret
   * @param version Hearth's version, for the User-Agent that Discord requires
   * @param passwords the games' passwords by server: secrets, told to one person at a time
   */
  public DiscordChat(
      URI api, String application, String botToken, String version, Map<String, String> passwords) {
    this(api, application, botToken, version, passwords, TIMEOUT, InstantSource.system());
  }

  DiscordChat(
      URI api,
      String application,
      String botToken,
      String version,
      Map<String, String> passwords,
      Duration timeout,
      InstantSource clock) {
    this.patience = new Patience(clock);
    this.passwords = passwords;
    String base = api.toString();
    this.api = base.endsWith("/") ? base.substring(0, base.length() - 1) : base;
    this.application = application;
    this.botToken = botToken;
    this.agent = "DiscordBot (https://hearth.example, " + version + ")";
    this.timeout = timeout;
  }

  @Override
  public Result.Edited edit(Server server, Reply reply) {
    Wording wording = Wording.in(reply.to().locale());
    String text = wording.note(server, reply.note());
    String password = passwords.get(server.name());
    if (reply.note() instanceof Note.Connect && password != null) {
      text += "\n" + wording.say(Phrase.CONNECT_PASSWORD, "password", Text.copy(password));
    }
    String path =
        "/webhooks/"
            + encode(reply.to().application())
            + "/"
            + encode(reply.to().token())
            + "/messages/@original";
    Sent sent = send("PATCH", path, Payload.text(wording, text).json(), false);
    return sent.response() == null ? sent.failure() : sent.response().ofEdit();
  }

  @Override
  public Result.Delivered post(
      Server server, String channel, String thread, Announcement announcement) {
    Wording wording = Wording.in(server.channel().locale());
    Note note = announcement.note();
    Payload payload =
        Payload.text(wording, wording.note(server, note))
            .once(Nonce.of(server, announcement))
            .silent(server.channel().announce().silent() && !announcement.toOperator());
    if (note instanceof Note.Warning warning) {
      payload.with(new Button(CommandName.EXTEND, server.name(), warning.session()));
    }
    if (note instanceof Note.NewerIsThere newer && newer.newer().when() == Newer.When.ASKED) {
      payload.with(new Button(CommandName.START, server.name(), newer.session()));
    }
    return thread == null ? posted(channel, payload) : inThread(server, channel, thread, payload);
  }

  private Result.Delivered posted(String channel, Payload payload) {
    Sent sent = send("POST", messages(channel), payload.json(), true);
    return sent.response() == null ? sent.failure() : sent.response().ofPost();
  }

  /** A thread has the id of the message it hangs at; it is opened when it is first spoken in. */
  private Result.Delivered inThread(Server server, String channel, String thread, Payload payload) {
    Sent sent = send("POST", messages(thread), payload.json(), true);
    if (sent.response() == null || !sent.response().isUnknownChannel()) {
      return sent.response() == null ? sent.failure() : sent.response().ofPost();
    }
    String open = messages(channel) + "/" + encode(thread) + "/threads";
    Sent opened = send("POST", open, Payload.thread(server.title()), true);
    if (opened.response() == null) {
      return opened.failure();
    }
    // Without a thread the channel itself is told: better there than not at all.
    return posted(opened.response().isThere() ? thread : channel, payload);
  }

  @Override
  public Result.Delivered keep(Server server, PrivateChannel channel) {
    return new PrivateChannels(this::answered, server, application, passwords.get(server.name()))
        .keep(channel);
  }

  private PrivateChannels.Answered answered(String method, String path, String body) {
    Sent sent = send(method, path, body, true);
    return new PrivateChannels.Answered(sent.response(), sent.body(), sent.failure());
  }

  @Override
  public Result.Shown show(Server server, SessionMessage message, SessionView view) {
    Wording wording = Wording.in(server.channel().locale());
    Payload payload = Payload.session(wording, new SessionCard(wording, server, view));
    String all = messages(server.channel().id());
    if (message.messageId() == null) {
      Sent sent = send("POST", all, payload.once(Nonce.of(server, message)).json(), true);
      return sent.response() == null ? sent.failure() : sent.response().ofPost();
    }
    String path = all + "/" + encode(message.messageId());
    Sent sent = send("PATCH", path, payload.json(), true);
    return sent.response() == null ? sent.failure() : sent.response().ofMessageEdit();
  }

  private Sent send(String method, String path, String body, boolean asBot) {
    Duration wait = patience.before(method, path, asBot);
    if (!wait.isZero()) {
      return new Sent(null, null, new Result.Later(wait, false));
    }
    Sent sent = sent(method, path, body, asBot);
    if (sent.response() != null) {
      patience.after(method, path, asBot, sent.response());
    }
    return sent;
  }

  private Sent sent(String method, String path, String body, boolean asBot) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(api + path)).header("User-Agent", agent);
    if (body == null) {
      request.method(method, HttpRequest.BodyPublishers.noBody());
    } else {
      request
          .header("Content-Type", "application/json")
          .method(method, HttpRequest.BodyPublishers.ofString(body));
    }
    if (asBot) {
      request.header("Authorization", "Bot " + botToken);
    }
    CompletableFuture<HttpResponse<String>> exchange =
        client().sendAsync(request.build(), HttpResponse.BodyHandlers.ofString());
    try {
      return answered(exchange.get(timeout.toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      exchange.cancel(true);
      Thread.currentThread().interrupt();
      return new Sent(null, null, new Result.Later(Duration.ZERO, true));
    } catch (TimeoutException e) {
      exchange.cancel(true);
      return new Sent(null, null, new Result.Later(Duration.ZERO, true));
    } catch (ExecutionException e) {
      return failed(e.getCause());
    }
  }

  private static Sent answered(HttpResponse<String> http) {
    DiscordResponse response =
        DiscordResponse.of(
            http.statusCode(), name -> http.headers().firstValue(name).orElse(null), http.body());
    if (response.isOurFault()) {
      LOG.log(
          Level.SEVERE,
          "Discord found a message of ours wrong, {0}: {1}",
          new Object[] {String.valueOf(response.code()), Text.cut(http.body(), 500)});
    }
    return new Sent(response, http.body(), null);
  }

  /** A connection that never stood has certainly carried nothing. */
  private static Sent failed(Throwable cause) {
    if (!(cause instanceof IOException)) {
      throw new IllegalStateException("the call to Discord broke", cause);
    }
    boolean unsent =
        cause instanceof ConnectException || cause instanceof HttpConnectTimeoutException;
    return new Sent(null, null, new Result.Later(Duration.ZERO, !unsent));
  }

  private HttpClient client() {
    HttpClient present = client;
    if (present == null) {
      synchronized (this) {
        present = client;
        if (present == null) {
          present =
              HttpClient.newBuilder()
                  .version(HttpClient.Version.HTTP_1_1)
                  .connectTimeout(timeout.dividedBy(2))
                  .followRedirects(HttpClient.Redirect.NEVER)
                  .build();
          client = present;
        }
      }
    }
    return present;
  }

  private static String messages(String channel) {
    return "/channels/" + encode(channel) + "/messages";
  }

  private static String encode(String segment) {
    return URLEncoder.encode(segment, StandardCharsets.UTF_8);
  }

  /** An answer, or how the call failed without one. */
  private record Sent(DiscordResponse response, String body, Result.Later failure) {}
}
