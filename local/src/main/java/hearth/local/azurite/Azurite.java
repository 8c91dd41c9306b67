package hearth.local.azurite;

import hearth.local.tls.LocalCertificate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * A real Azurite as a process of its own: blobs, queues and tables on loopback ports it chose
 * itself at its first start. It ends with this JVM, however the JVM ends.
 */
public final class Azurite implements AutoCloseable {
  private static final String ACCOUNT = "devstoreaccount1";
  // Publicly documented, the same in every Azurite.
  private static final String KEY =
      "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";
  // Standard input closes when the JVM is gone, even by kill -9; so does standard output, and
  // Azurite must live through that to save its data.
  private static final String WATCHDOG =
      "data:text/javascript,process.stdout.on('error',()=>{});"
          + "process.stdin.on('end',()=>process.kill(process.pid,'SIGTERM')).resume().unref()";

  private final Optional<Path> directory;
  private final Optional<LocalCertificate> certificate;
  private final Map<Service, Integer> ports = new ConcurrentHashMap<>();
  private final Thread atExit = new Thread(this::stop, "azurite-exit");
  private Process process;

  private Azurite(Optional<Path> directory, Optional<LocalCertificate> certificate) {
    this.directory = directory;
    this.certificate = certificate;
    Runtime.getRuntime().addShutdownHook(atExit);
  }

  /** Over https, asking for bearer tokens; what it stores lies in {@code directory}. */
  public static Azurite overHttps(Path directory, LocalCertificate certificate) {
    return new Azurite(Optional.of(directory), Optional.of(certificate));
  }

  /** Over http, with the development account's well-known key. */
  public static Azurite overHttp(Path directory) {
    return new Azurite(Optional.of(directory), Optional.empty());
  }

  /** Over http, with the well-known key; what it stores is gone when it stops. */
  public static Azurite inMemory() {
    return new Azurite(Optional.empty(), Optional.empty());
  }

  /**
   * Starts it and returns when all three services answer; also after {@link #stop}, then on the
   * same ports and, if it has a directory, with the same data.
   *
   * @throws IllegalStateException when it does not come up; the message holds what it printed
   */
  public synchronized void start() {
    if (process != null && process.isAlive()) {
      return;
    }
    try {
      if (directory.isPresent()) {
        Files.createDirectories(directory.get());
      }
      process = new ProcessBuilder(command()).redirectErrorStream(true).start();
    } catch (IOException e) {
      throw new UncheckedIOException("node cannot be started", e);
    }
    try {
      ports.putAll(Announcements.of(process).await());
    } catch (IllegalStateException e) {
      stop();
      throw e;
    }
  }

  /** Ends it in good order: everything it acknowledged is on disk. */
  public synchronized void stop() {
    if (process == null) {
      return;
    }
    // Process.destroy() would close the pipes as well, and Azurite would die of that unsaved.
    process.toHandle().destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  /** Ends it for good. */
  @Override
  public void close() {
    stop();
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException e) {
      // The JVM is ending: the hook runs anyway and finds nothing to do.
      return;
    }
  }

  /** The blob service; known after the first start, as are the others. */
  public URI blobUri() {
    return uri(Service.BLOB);
  }

  /** The queue service. */
  public URI queueUri() {
    return uri(Service.QUEUE);
  }

  /** The table service. */
  public URI tableUri() {
    return uri(Service.TABLE);
  }

  /** For clients that take one; of use over http only. */
  public String connectionString() {
    return String.format(
        "DefaultEndpointsProtocol=%s;AccountName=%s;AccountKey=%s;"
            + "BlobEndpoint=%s;QueueEndpoint=%s;TableEndpoint=%s;",
        scheme(), ACCOUNT, KEY, blobUri(), queueUri(), tableUri());
  }

  private String scheme() {
    return certificate.isPresent() ? "https" : "http";
  }

  private URI uri(Service service) {
    Integer port = ports.get(service);
    if (port == null) {
      throw new IllegalStateException("Azurite has not been started");
    }
    return URI.create(scheme() + "://127.0.0.1:" + port + "/" + ACCOUNT);
  }

  private List<String> command() {
    List<String> command = new ArrayList<>(List.of("node", "--import", WATCHDOG));
    command.addAll(List.of(script().toString(), "--silent", "--disableTelemetry"));
    for (Service service : Service.values()) {
      command.add("--" + service.word() + "Port");
      command.add(Integer.toString(ports.getOrDefault(service, 0)));
    }
    directory.ifPresentOrElse(
        path -> command.addAll(List.of("--location", path.toString())),
        () -> command.add("--inMemoryPersistence"));
    certificate.ifPresent(
        own -> {
          command.addAll(List.of("--oauth", "basic", "--cert", own.keyStore().toString()));
          command.addAll(List.of("--pwd", own.password()));
        });
    return command;
  }

  /** npm's folder, beside this module's sources. */
  private static Path script() {
    String modules = System.getProperty("hearth.node_modules", "local/node_modules");
    Path script = Path.of(modules, "azurite", "dist", "src", "azurite.js").toAbsolutePath();
    if (!Files.exists(script)) {
      throw new IllegalStateException(
          "Azurite is not installed at " + script + ": run 'npm ci' in the folder local");
    }
    return script;
  }
}
