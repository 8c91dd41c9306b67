package hearth.local.azurite;

import hearth.local.tls.LocalCertificate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A real Azurite as a process: queues, tables and blobs on free loopback ports. */
public final class Azurite implements AutoCloseable {
  private static final String ACCOUNT = "devstoreaccount1";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Path directory;
  private final Optional<LocalCertificate> certificate;
  private final int blob = freePort();
  private final int queue = freePort();
  private final int table = freePort();
  private Process process;

  private Azurite(Path directory, Optional<LocalCertificate> certificate) {
    this.directory = directory;
    this.certificate = certificate;
    Runtime.getRuntime().addShutdownHook(new Thread(this::stop));
  }

  /** Over https, asking for bearer tokens; what it stores lies in {@code directory}. */
  public static Azurite overHttps(Path directory, LocalCertificate certificate) {
    return new Azurite(directory, Optional.of(certificate));
  }

  /** Over http, with the development account's well-known key. */
  public static Azurite overHttp(Path directory) {
    return new Azurite(directory, Optional.empty());
  }

  /**
   * Starts it, also after {@link #stop}: on the same ports, with the same data.
   *
   * @throws IllegalStateException when it does not come up
   */
  public synchronized void start() {
    if (process != null && process.isAlive()) {
      return;
    }
    try {
      Files.createDirectories(directory);
      process =
          new ProcessBuilder(command())
              .redirectErrorStream(true)
              .redirectOutput(
                  ProcessBuilder.Redirect.appendTo(directory.resolve("azurite.log").toFile()))
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    for (int port : new int[] {blob, queue, table}) {
      await(port);
    }
  }

  /** Ends it in good order: everything acknowledged is on disk. */
  public synchronized void stop() {
    if (process == null) {
      return;
    }
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    stop();
  }

  /** The blob service. */
  public URI blobUri() {
    return uri(blob);
  }

  /** The queue service. */
  public URI queueUri() {
    return uri(queue);
  }

  /** The table service. */
  public URI tableUri() {
    return uri(table);
  }

  /** For clients that take one, over http. */
  public String connectionString() {
    return "DefaultEndpointsProtocol=http;AccountName="
        + ACCOUNT
        + ";AccountKey=Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==;"
        + "BlobEndpoint="
        + blobUri()
        + ";QueueEndpoint="
        + queueUri()
        + ";TableEndpoint="
        + tableUri()
        + ";";
  }

  private URI uri(int port) {
    String scheme = certificate.isPresent() ? "https" : "http";
    return URI.create(scheme + "://127.0.0.1:" + port + "/" + ACCOUNT);
  }

  private List<String> command() {
    List<String> command =
        new ArrayList<>(List.of("node", script().toString(), "--silent", "--disableTelemetry"));
    command.addAll(List.of("--location", directory.toString()));
    command.addAll(List.of("--blobPort", Integer.toString(blob)));
    command.addAll(List.of("--queuePort", Integer.toString(queue)));
    command.addAll(List.of("--tablePort", Integer.toString(table)));
    certificate.ifPresent(
        own -> {
          command.addAll(List.of("--oauth", "basic", "--cert", own.keyStore().toString()));
          command.addAll(List.of("--pwd", own.password()));
        });
    return command;
  }

  /** Where npm has put it: beside this module's sources. */
  private static Path script() {
    String modules = System.getProperty("hearth.node_modules", "local/node_modules");
    Path script = Path.of(modules, "azurite", "dist", "src", "azurite.js").toAbsolutePath();
    if (!Files.exists(script)) {
      throw new IllegalStateException(
          "Azurite is not installed at " + script + ": run 'npm ci' in the folder local");
    }
    return script;
  }

  private void await(int port) {
    Instant deadline = Instant.now().plus(PATIENCE);
    while (!isListening(port)) {
      if (!process.isAlive() || Instant.now().isAfter(deadline)) {
        throw new IllegalStateException(
            "Azurite did not start; see " + directory.resolve("azurite.log"));
      }
      try {
        TimeUnit.MILLISECONDS.sleep(25);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted", e);
      }
    }
  }

  private static boolean isListening(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 200);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
