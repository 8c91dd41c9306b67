package hearth.local.host;

import hearth.local.host.function.AppFunction;
import hearth.local.host.function.AppLoader;
import hearth.local.host.function.Binding;
import hearth.local.host.function.BindingType;
import hearth.local.host.function.FunctionDefinition;
import hearth.local.host.function.HostException;
import hearth.local.host.function.HostLog;
import hearth.local.host.function.Instances;
import hearth.local.host.http.Admin;
import hearth.local.host.http.HttpFrontend;
import hearth.local.host.http.Route;
import hearth.local.host.queue.Connections;
import hearth.local.host.queue.QueueListener;
import hearth.local.host.queue.QueueWork;
import hearth.local.host.queue.QueueWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLClassLoader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Logger;

/**
 * A functions host for one packaged Java app. {@link Launcher} runs it as a process; see the
 * package for what it stands in for.
 */
public final class Host implements AutoCloseable {
  private static final Duration DRAIN = Duration.ofSeconds(3);

  private final HostOptions options;
  private final StagingFolder staging;
  private final Connections connections;
  private final QueueWriter outputs;
  private final HttpFrontend http;
  private final URLClassLoader app;
  private final Logger log;
  private final Admin admin = new Admin();
  private final AtomicBoolean twice = new AtomicBoolean();
  private final AtomicBoolean late = new AtomicBoolean();
  private final List<QueueListener> listeners = new ArrayList<>();
  private final List<Timer> timers = new ArrayList<>();
  private final ExecutorService pool =
      Executors.newCachedThreadPool(Thread.ofPlatform().daemon().name("worker-", 0).factory());
  private final ScheduledExecutorService later =
      Executors.newScheduledThreadPool(1, Thread.ofPlatform().daemon().name("later").factory());

  /**
   * Reads and checks the app; nothing runs yet.
   *
   * @throws HostException saying why the app cannot be hosted
   */
  public Host(HostOptions options) {
    this.options = options;
    log = HostLog.logger("host", options.log());
    staging = StagingFolder.read(options.staging(), options.settings());
    connections = new Connections(options.settings());
    outputs =
        new QueueWriter(
            connections,
            staging.hostJson().encoding(),
            new QueueWriter.Troubles(twice::get, late::get),
            log);
    http = new HttpFrontend(pool, admin, outputs, log);
    Worker worker = WorkerStarts.started(this::startWorker, log);
    app = worker.app();
    worker.functions().forEach(this::bind);
    admin.on("/admin/host/twice", () -> twice.set(true));
    admin.on("/admin/host/once", () -> twice.set(false));
    admin.on("/admin/host/late", () -> late.set(true));
    admin.on("/admin/host/prompt", () -> late.set(false));
  }

  private record Worker(URLClassLoader app, List<AppFunction> functions) {}

  private Worker startWorker() {
    URLClassLoader loader = AppLoader.of(staging.jar());
    try {
      Instances instances = Instances.in(loader);
      return new Worker(
          loader,
          staging.functions().stream()
              .filter(definition -> !isDisabled(definition.name()))
              .map(definition -> new AppFunction(definition, loader, instances, options.log()))
              .toList());
    } catch (ServiceConfigurationError e) {
      throw new HostException("the app's FunctionInstanceInjector cannot be made", e);
    }
  }

  /** By the platform's own setting, {@code AzureWebJobs.NAME.Disabled} (documented). */
  private boolean isDisabled(String function) {
    String setting = options.settings().get("AzureWebJobs." + function + ".Disabled");
    return "true".equalsIgnoreCase(setting) || "1".equals(setting);
  }

  private void bind(AppFunction function) {
    FunctionDefinition definition = function.definition();
    definition.outputs().stream()
        .filter(output -> output.type() == BindingType.QUEUE_OUTPUT)
        .forEach(connections::queue);
    switch (definition.trigger().type()) {
      case HTTP_TRIGGER ->
          http.serve(Route.of(definition, staging.hostJson().routePrefix()), function);
      case QUEUE_TRIGGER -> listen(function);
      case TIMER_TRIGGER -> time(function);
      case HTTP_OUTPUT, QUEUE_OUTPUT -> throw new IllegalStateException("an output is no trigger");
    }
  }

  private void listen(AppFunction function) {
    Binding trigger = function.definition().trigger();
    QueueWork work =
        new QueueWork(
            function,
            connections.poisonQueue(trigger),
            staging.hostJson(),
            outputs,
            twice::get,
            pool,
            log);
    QueueListener listener =
        new QueueListener(
            connections.queue(trigger),
            work,
            staging.hostJson(),
            options.hidden(),
            new QueueListener.Threads(pool, later, QueueListener.Pause::real),
            log);
    listeners.add(listener);
  }

  private void time(AppFunction function) {
    Schedule schedule = new Schedule(function.definition().trigger().required("schedule"));
    Timer timer = new Timer(function, schedule, options.timer(), outputs);
    admin.on("/admin/functions/" + function.name(), () -> pool.execute(timer::fire));
    timers.add(timer);
  }

  /**
   * Takes the port and begins to serve.
   *
   * @throws HostException when the port cannot be had
   */
  public void start() {
    http.start(options.port());
    listeners.forEach(QueueListener::start);
    timers.forEach(timer -> timer.start(later, pool));
    log.info("serving " + staging.functions().size() + " functions at " + uri());
  }

  /** The port that HTTP functions listen on, once started. */
  public int port() {
    return uri().getPort();
  }

  /** The URL of HTTP functions, without the route prefix. */
  public URI uri() {
    return http.uri();
  }

  /** Fetches no more messages, waits a few seconds for what is in work, and hangs up. */
  @Override
  public void close() {
    listeners.forEach(QueueListener::stop);
    http.close(DRAIN);
    timers.forEach(timer -> timer.drain(DRAIN));
    listeners.forEach(listener -> listener.drain(DRAIN));
    later.shutdownNow();
    pool.shutdown();
    try {
      app.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Runs a host as a process; without arguments it says which there are. */
  public static void main(String... arguments) {
    Launcher.run(arguments);
  }
}
