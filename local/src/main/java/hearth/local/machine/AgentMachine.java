package hearth.local.machine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hearth.local.http.Json;
import hearth.local.identity.MachineFacts;
import hearth.local.identity.MetadataService;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A machine with the real agent on it, as a process of this machine: its metadata service is stood
 * in for, and its game is a small program that prints what the real one would.
 */
public final class AgentMachine implements GameProcess {
  private static final Duration CONTROL_PATIENCE = Duration.ofSeconds(10);

  private final Options options;
  private final MetadataService metadata;
  private final Consumer<String> console;
  private Process agent;

  /**
   * The machine's options.
   *
   * @param project the folder that holds {@code cloud-init/}
   * @param directory the machine's disk
   * @param server whose machine it is
   * @param game the game profile's name
   * @param name the instance's name, such as {@code hearth-valheim-a_0}
   * @param vmId unlike every other machine's
   * @param scaleSet where it is
   * @param services what it reaches
   * @param boot how long the game takes to start
   * @param hurried whether the agent looks and reports more often than it does in Azure
   */
  public record Options(
      Path project,
      Path directory,
      String server,
      String game,
      String name,
      String vmId,
      String scaleSet,
      Services services,
      Duration boot,
      boolean hurried) {}

  /**
   * The services that the machine reaches.
   *
   * @param queues the queue service
   * @param blobs the blob service, with the containers {@code worlds} and {@code backups}
   * @param bell the app's bell
   * @param certificate what the services' certificate is checked against, as PEM
   */
  public record Services(URI queues, URI blobs, URI bell, Path certificate) {}

  /**
   * @param acknowledged is called when the agent agrees to an eviction
   * @param console is shown what the agent says
   */
  public AgentMachine(Options options, Runnable acknowledged, Consumer<String> console) {
    this.options = options;
    this.console = console;
    MachineFacts facts = MachineFacts.of(options.name(), options.vmId(), options.scaleSet());
    metadata = new MetadataService(facts, 0, InstantSource.system());
    metadata.onAcknowledged(event -> acknowledged.run());
  }

  /** Powers it on. */
  public void start() {
    metadata.start();
    try {
      Path state = Files.createDirectories(options.directory().resolve("state"));
      Path world = Files.createDirectories(share());
      Path settings = options.directory().resolve("agent.json");
      Files.writeString(settings, Json.text(settings(state, world)));
      ProcessBuilder builder =
          new ProcessBuilder(
                  List.of("python3", "-m", "hearth_agent", "run", "--config", settings.toString()))
              .redirectErrorStream(true);
      builder
          .environment()
          .put("PYTHONPATH", options.project().resolve("cloud-init/agent").toString());
      agent = builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(this::read);
  }

  private ObjectNode settings(Path state, Path world) {
    Path cloudInit = options.project().resolve("cloud-init");
    String profile = cloudInit.resolve("games").resolve(options.game() + ".json").toString();
    ObjectNode settings =
        Json.object()
            .put("v", 1)
            .put("server", options.server())
            .put("profile", profile)
            .put("queueServiceUri", options.services().queues().toString())
            .put("bellUri", options.services().bell().toString())
            .put("blobServiceUri", options.services().blobs().toString())
            .put("worldsContainer", "worlds")
            .put("backupsContainer", "backups")
            .put("stateDirectory", state.toString())
            .put("worldDirectory", world.toString())
            .put("imds", metadata.uri().toString())
            .put("caFile", options.services().certificate().toString())
            .put("licenceAccepted", true)
            .put("leaseSeconds", 60)
            .put(
                "gameSchema",
                options.project().resolve("contracts").resolve("game.schema.json").toString());
    if (options.hurried()) {
      settings.put("inboxSeconds", 0.3).put("eventsSeconds", 0.3).put("heartbeatSeconds", 20);
      settings.put("settleSeconds", 0.5);
    }
    settings
        .putArray("command")
        .add("python3")
        .add(cloudInit.resolve("simulated-game").resolve("simulated_game.py").toString())
        .add(profile)
        .add(control().toString())
        .add("--boot")
        .add(Double.toString(options.boot().toMillis() / 1000.0))
        .add("--save")
        .add("0.2")
        .add("--world")
        .add(world.toString());
    return settings;
  }

  /** One server's, whichever machine has it. */
  private Path share() {
    return options.directory().resolveSibling("world-" + options.server());
  }

  /** A socket's path has room for about a hundred characters only. */
  private Path control() {
    return options.directory().resolve("game");
  }

  /** Shows what the agent says, and keeps it on the machine's disk. */
  private void read() {
    Path log = options.directory().resolve("agent.log");
    try (BufferedReader lines = agent.inputReader(StandardCharsets.UTF_8);
        PrintWriter kept = new PrintWriter(Files.newBufferedWriter(log), true)) {
      lines.lines().forEach(line -> say(line, kept));
    } catch (IOException | UncheckedIOException e) {
      console.accept("(its output ended)");
    }
  }

  private void say(String line, PrintWriter kept) {
    kept.println(line);
    console.accept(line);
  }

  @Override
  public void join(String name) {
    control("join " + name);
  }

  @Override
  public void leave(String name) {
    control("leave " + name);
  }

  @Override
  public void crash() {
    control("crash");
  }

  @Override
  public void evict(Instant notBefore) {
    metadata.schedule("Preempt", notBefore);
  }

  /** The game may not have begun to listen yet. */
  private void control(String command) {
    Instant deadline = Instant.now().plus(CONTROL_PATIENCE);
    while (!isSent(command)) {
      if (Instant.now().isAfter(deadline)) {
        console.accept("(the game does not listen: " + command + ")");
        return;
      }
      try {
        TimeUnit.MILLISECONDS.sleep(100);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private boolean isSent(String command) {
    try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      channel.connect(UnixDomainSocketAddress.of(control()));
      channel.write(ByteBuffer.wrap((command + "\n").getBytes(StandardCharsets.UTF_8)));
      channel.read(ByteBuffer.allocate(256));
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public void close() {
    metadata.close();
    if (agent != null) {
      List<ProcessHandle> game = agent.descendants().toList();
      agent.destroyForcibly();
      game.forEach(ProcessHandle::destroyForcibly);
    }
  }
}
