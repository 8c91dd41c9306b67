package hearth.local.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * A functions host for one packaged Java app: it behaves as the real host and its Java worker do,
 * as far as this app can tell. Not stood in for: scaling out, authorisation levels, the {@code
 * FunctionInstanceInjector}, other bindings than HTTP, queues and timers.
 */
public final class Host implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger("host");
  private static final Duration DRAIN = Duration.ofSeconds(3);

  private final ExecutorService pool =
      Executors.newCachedThreadPool(Thread.ofPlatform().daemon().name("worker-", 0).factory());
  private final ScheduledExecutorService timers =
      Executors.newScheduledThreadPool(1, Thread.ofPlatform().daemon().name("timer").factory());
  private final AtomicBoolean twice = new AtomicBoolean();
  private final List<QueueListener> listeners = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();
  private final HttpFrontend http;

  /**
   * How the host runs.
   *
   * @param staging the packaged app
   * @param port 0 for a free one
   * @param hidden how long a fetched message stays hidden; the real host's is ten minutes
   * @param timer how often timers fire, or zero for as their schedules say
   * @param settings the app settings
   */
  public record Options(
      Path staging, int port, Duration hidden, Duration timer, Map<String, String> settings) {
    @Override
    public String toString() {
      return "Options[" + staging + "]";
    }
  }

  /** Reads and checks the app; nothing runs yet. */
  public Host(Options options) {
    StagingFolder staging = StagingFolder.read(options.staging());
    QueueOptions queueOptions = QueueOptions.of(staging.hostJson());
    Queues queues = new Queues(options.settings(), queueOptions.base64());
    ClassLoader app = AppLoader.of(staging.jar());
    http = new HttpFrontend(options.port(), queues, pool);
    String prefix = staging.hostJson().at("/extensions/http/routePrefix").asText("api");
    for (FunctionDefinition definition : staging.functions()) {
      Function function = new Function(definition, app);
      function.check();
      definition.trigger("httpTrigger").ifPresent(t -> http.serve(function, t, prefix));
      definition
          .trigger("queueTrigger")
          .ifPresent(
              t ->
                  listeners.add(
                      new QueueListener(
                          function, t, queues, queueOptions, options.hidden(), twice::get, pool)));
      definition
          .trigger("timerTrigger")
          .ifPresent(t -> timer(function, t.text("schedule"), options.timer()));
    }
    http.admin("/admin/host/twice", () -> twice.set(true));
    http.admin("/admin/host/once", () -> twice.set(false));
  }

  /** Begins to serve. */
  public void start() {
    for (QueueListener listener : listeners) {
      threads.add(Thread.ofPlatform().daemon().name("queue").start(listener));
    }
    http.start();
  }

  /** The port it listens on. */
  public int port() {
    return http.port();
  }

  @Override
  public void close() {
    timers.shutdownNow();
    threads.forEach(Thread::interrupt);
    http.close();
    try {
      for (QueueListener listener : listeners) {
        listener.drain(DRAIN);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    pool.shutdown();
  }

  private void timer(Function function, String expression, Duration every) {
    Schedule schedule = new Schedule(expression);
    Runnable run = () -> fire(function);
    http.admin("/admin/functions/" + function.definition().name(), run);
    if (every.isZero()) {
      next(schedule, run);
    } else {
      var unused =
          timers.scheduleAtFixedRate(
              run, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private void next(Schedule schedule, Runnable run) {
    LocalDateTime now = LocalDateTime.now(java.time.ZoneOffset.UTC);
    long wait = Duration.between(now, schedule.next(now)).toMillis();
    var unused =
        timers.schedule(
            () -> {
              run.run();
              next(schedule, run);
            },
            wait,
            TimeUnit.MILLISECONDS);
  }

  private static void fire(Function function) {
    try {
      function.invoke("{\"Schedule\":{\"AdjustForDST\":true},\"IsPastDue\":false}", Map.of());
    } catch (Exception | LinkageError e) {
      LOG.log(Level.SEVERE, function.definition().name() + " failed", e);
    }
  }

  /**
   * Runs the host until it is told to end.
   *
   * @param args {@code --staging DIR [--port N] [--ready-file FILE] [--hidden-seconds N]
   *     [--timer-seconds N]}
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    Log.to(System.out);
    try {
      Map<String, String> given = options(args);
      Host host =
          new Host(
              new Options(
                  Path.of(given.getOrDefault("staging", ".")),
                  Integer.parseInt(given.getOrDefault("port", "7071")),
                  Duration.ofSeconds(Long.parseLong(given.getOrDefault("hidden-seconds", "600"))),
                  Duration.ofSeconds(Long.parseLong(given.getOrDefault("timer-seconds", "0"))),
                  System.getenv()));
      host.start();
      Runtime.getRuntime().addShutdownHook(new Thread(host::close));
      announce("http://127.0.0.1:" + host.port(), given.get("ready-file"));
    } catch (HostException e) {
      System.err.println("host: " + e.getMessage());
      System.exit(1);
    }
    watchParent();
  }

  private static Map<String, String> options(String[] args) {
    Map<String, String> given = new HashMap<>();
    for (int i = 0; i + 1 < args.length; i += 2) {
      if (!args[i].startsWith("--")) {
        throw new HostException("'" + args[i] + "' is no option");
      }
      given.put(args[i].substring(2), args[i + 1]);
    }
    return given;
  }

  private static void announce(String uri, String readyFile) throws IOException {
    System.out.println("ready " + uri);
    if (readyFile != null) {
      // Moved into place, so that nobody reads half of it.
      Path whole = Path.of(readyFile);
      Path part = Path.of(readyFile + ".part");
      Files.writeString(part, uri);
      Files.move(part, whole, StandardCopyOption.ATOMIC_MOVE);
    }
  }

  /** A host whose parent was killed must not live on. */
  private static void watchParent() throws InterruptedException {
    ProcessHandle parent = ProcessHandle.current().parent().orElse(null);
    while (parent == null || parent.isAlive()) {
      TimeUnit.SECONDS.sleep(1);
    }
    System.exit(0);
  }
}
