package hearth.local.page;

import hearth.local.discord.DiscordStandIn;
import hearth.local.http.Events;
import hearth.local.http.Json;
import hearth.local.http.LoopbackServer;
import hearth.local.http.Reply;
import hearth.local.http.Request;
import hearth.local.stack.LocalStack;
import java.io.IOException;
import java.net.URI;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Serves the console on the loopback interface. It is answered to that address alone and its clicks
 * come from its own page: no other page in somebody's browser can press them.
 */
public final class Console implements AutoCloseable {
  private static final long AWAKE_SECONDS = 10;
  private static final long LOOK_MILLIS = 250;

  private final Backroom backroom;
  private final LiveChannel channel;
  private final Pages pages;
  private final LoopbackServer server;
  private final ScheduledExecutorService looks =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("console-looks").factory());

  /** For a stack that was started; takes {@code port}, a free one when it is 0. */
  public Console(LocalStack stack, int port) {
    this(new StackDesk(stack), new StackBackroom(stack), stack.discord(), port);
  }

  Console(Desk desk, Backroom backroom, DiscordStandIn discord, int port) {
    this.backroom = backroom;
    channel = new LiveChannel("bot", InstantSource.system());
    pages = new Pages(desk, discord, channel);
    server = new LoopbackServer(port, Optional.empty(), this::answer);
    server.events("/events", this::stream);
    discord.watch(channel);
  }

  /** Begins to answer. */
  public void start() {
    server.start();
    Future<?> unused =
        looks.scheduleWithFixedDelay(this::look, 0, LOOK_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** Storage pushes nothing, so it is looked at, while somebody looks at the page. */
  private void look() {
    if (channel.isWatched()) {
      backroom.look().forEach(channel::picture);
    }
  }

  /** The page's address. */
  public URI uri() {
    return server.uri().resolve("/");
  }

  /** Shows a line that a game printed. */
  public void log(String game, String line) {
    channel.line(Json.object().put("kind", "log").put("server", game).put("line", line));
  }

  @Override
  public void close() {
    looks.shutdownNow();
    server.close();
  }

  private Reply answer(Request request) {
    return isOurs(request) ? pages.answer(request) : Reply.empty(403);
  }

  private boolean isOurs(Request request) {
    String host = request.header("Host").orElse("");
    int port = server.uri().getPort();
    boolean here = host.equals("127.0.0.1:" + port) || host.equals("localhost:" + port);
    boolean own = request.header("Origin").map(("http://" + host)::equals).orElse(true);
    boolean plain =
        request.method().equals("GET")
            || request.header("Content-Type").filter("application/json"::equals).isPresent();
    return here && own && plain;
  }

  private void stream(Request request, Events.Sink sink) throws IOException, InterruptedException {
    String who = request.query("who").orElse("");
    if (!isOurs(request) || pages.person(who).isEmpty()) {
      return;
    }
    LiveChannel.Seat seat = channel.sit(who);
    try {
      while (true) {
        String event = seat.events().poll(AWAKE_SECONDS, TimeUnit.SECONDS);
        sink.send(event == null ? "" : event);
      }
    } finally {
      channel.leave(seat);
    }
  }
}
