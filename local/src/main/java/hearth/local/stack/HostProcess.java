package hearth.local.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The functions host as a process of its own, so that it can be killed like one. */
public final class HostProcess implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Options options;
  private Process process;
  private int port;

  /**
   * The host's options.
   *
   * @param staging the packaged app
   * @param directory where its log and its ready file go
   * @param port 0 for a free one
   * @param hidden how long a fetched message stays hidden; ten minutes in Azure
   * @param sweep how often the timer fires; five minutes in Azure
   * @param trustStore whom the app's https clients trust
   * @param trustPassword the trust store's password
   * @param settings the app's settings
   */
  public record Options(
      Path staging,
      Path directory,
      int port,
      Duration hidden,
      Duration sweep,
      Path trustStore,
      String trustPassword,
      Map<String, String> settings) {

    @Override
    public String toString() {
      return "Options[" + staging + "]";
    }
  }

  /** Starts nothing yet. */
  public HostProcess(Options options) {
    this.options = options;
    this.port = options.port();
  }

  /**
   * Starts the host and returns when it answers. After a first start the port stays the same.
   *
   * @throws IllegalStateException when it does not come up; its log says why
   */
  public synchronized void start() {
    Path ready = options.directory().resolve("host-ready");
    try {
      Files.deleteIfExists(ready);
      process = builder(ready).start();
      Instant deadline = Instant.now().plus(PATIENCE);
      while (!Files.exists(ready)) {
        if (!process.isAlive() || Instant.now().isAfter(deadline)) {
          throw new IllegalStateException("the functions host did not start; see " + log());
        }
        TimeUnit.MILLISECONDS.sleep(20);
      }
      port = URI.create(Files.readString(ready).strip()).getPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the host was starting", e);
    }
  }

  private ProcessBuilder builder(Path ready) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:TieredStopAtLevel=1");
    command.add("-Djavax.net.ssl.trustStore=" + options.trustStore());
    command.add("-Djavax.net.ssl.trustStorePassword=" + options.trustPassword());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add("hearth.local.host.Host");
    command.addAll(List.of("--staging", options.staging().toString()));
    command.addAll(List.of("--port", Integer.toString(port)));
    command.addAll(List.of("--ready-file", ready.toString()));
    command.addAll(List.of("--hidden-seconds", Long.toString(options.hidden().toSeconds())));
    command.addAll(List.of("--timer-seconds", Long.toString(options.sweep().toSeconds())));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder
        .environment()
        .keySet()
        .removeIf(name -> name.startsWith("HEARTH") || name.startsWith("DISCORD"));
    builder.environment().putAll(options.settings());
    return builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
  }

  Options options() {
    return options;
  }

  /** The file it writes to. */
  public Path log() {
    return options.directory().resolve("host.log");
  }

  /** The URL that Discord posts to. */
  public URI interactions() {
    return URI.create("http://127.0.0.1:" + port + "/api/interactions");
  }

  /** The URL that machines ring. */
  public URI bell() {
    return interactions().resolve("bell");
  }

  /** Whether every queue message is delivered twice from now on. */
  public void deliverTwice(boolean twice) {
    tell(twice ? "/admin/host/twice" : "/admin/host/once");
  }

  /** Whether every message that the app writes is seen only five seconds later from now on. */
  public void deliverLate(boolean late) {
    tell(late ? "/admin/host/late" : "/admin/host/prompt");
  }

  private void tell(String path) {
    HttpRequest request =
        HttpRequest.newBuilder(interactions().resolve(path))
            .POST(HttpRequest.BodyPublishers.noBody())
            .build();
    try (HttpClient http = HttpClient.newHttpClient()) {
      http.send(request, HttpResponse.BodyHandlers.discarding());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Kills it as {@code kill -9} does. */
  public synchronized void kill() {
    if (process != null) {
      process.destroyForcibly();
      process.onExit().join();
    }
  }

  @Override
  public synchronized void close() {
    if (process == null) {
      return;
    }
    process.destroy();
    try {
      if (!process.waitFor(5, TimeUnit.SECONDS)) {
        kill();
      }
    } catch (InterruptedException e) {
      kill();
      Thread.currentThread().interrupt();
    }
  }
}
