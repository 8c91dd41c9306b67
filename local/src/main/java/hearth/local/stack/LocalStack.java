package hearth.local.stack;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hearth.local.arm.ArmOptions;
import hearth.local.arm.ArmStandIn;
import hearth.local.arm.Machine;
import hearth.local.arm.Machines;
import hearth.local.azurite.Azurite;
import hearth.local.discord.DiscordStandIn;
import hearth.local.discord.InteractionShapes;
import hearth.local.discord.InteractionSigner;
import hearth.local.discord.SignedInteractions;
import hearth.local.discord.model.DiscordOptions;
import hearth.local.discord.model.InteractionOrigin;
import hearth.local.http.Json;
import hearth.local.identity.IdentityStandIn;
import hearth.local.machine.AgentMachine;
import hearth.local.machine.GameProcess;
import hearth.local.tls.LocalCertificate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;

/** Hearth on one machine: the packaged app, a real Azurite, and stand-ins for the rest. */
public final class LocalStack implements AutoCloseable {
  private static final Duration GAME_BOOT = Duration.ofSeconds(20);

  /** A real program saves within it, so it is not made shorter. */
  private static final Duration NOTICE = Duration.ofSeconds(15);

  private static final String MASTER_SECRET = UUID.randomUUID() + "-" + UUID.randomUUID();

  private final Options options;
  private final BiConsumer<String, String> gameLog;
  private final LocalCertificate certificate;
  private final IdentityStandIn identity;
  private final Azurite azurite;
  private final DiscordStandIn discord;
  private final ArmStandIn arm;
  private final HostProcess host;
  private final InteractionSigner signer = InteractionSigner.random();
  private final Roster roster;
  private final InteractionShapes shapes;
  private final Map<String, GameProcess> guests = new ConcurrentHashMap<>();
  private final AtomicInteger machines = new AtomicInteger();
  private final String identitySecret = UUID.randomUUID().toString();
  private Storage storage;
  private SignedInteractions interactions;

  /**
   * Options of the local run.
   *
   * @param project the folder that holds {@code functions/} and {@code cloud-init/}
   * @param directory where everything it writes goes
   * @param port the functions host's port, 0 for a free one
   * @param speed times as fast as Azure would be
   * @param hidden how long a fetched message stays hidden
   * @param sweep how often the sweep runs
   * @param settings the app's, before the stand-ins' are laid over them
   */
  public record Options(
      Path project,
      Path directory,
      int port,
      double speed,
      Duration hidden,
      Duration sweep,
      AppSettings settings) {

    /** With the settings of the local run's own town. */
    public Options(
        Path project, Path directory, int port, double speed, Duration hidden, Duration sweep) {
      this(project, directory, port, speed, hidden, sweep, AppSettings.ofTown());
    }

    /** At Azure's own speed the agent looks after its inbox as in Azure, too. */
    boolean isHurried() {
      return speed > 1;
    }

    Path staging() {
      return project.resolve("functions/target/azure-functions/hearth");
    }
  }

  /**
   * Takes the ports; nothing runs yet.
   *
   * @param gameLog is shown each line that a game prints, with the server's name
   * @throws UnusableSettings when the fleet setting is none
   */
  public LocalStack(Options options, BiConsumer<String, String> gameLog) {
    this.options = options;
    this.gameLog = gameLog;
    roster = options.settings().roster();
    Map<String, String> given = options.settings().values();
    String application = given.get("DISCORD_APPLICATION_ID");
    Roster.Server first = roster.servers().getFirst();
    shapes =
        new InteractionShapes(
            new InteractionOrigin(application, first.guild(), first.channel()),
            InstantSource.system());
    certificate = LocalCertificate.in(options.directory().resolve("certificate"));
    identity = new IdentityStandIn(IdentityStandIn.Options.standard(identitySecret));
    azurite = Azurite.overHttps(options.directory().resolve("azurite"), certificate);
    discord =
        new DiscordStandIn(
            DiscordOptions.likeDiscord(application, Town.BOT_TOKEN).limits(options.speed()));
    ArmOptions fast =
        ArmOptions.likeAzure(given.get("AZURE_SUBSCRIPTION_ID"), given.get("HEARTH_RESOURCE_GROUP"))
            .faster(options.speed());
    ArmOptions arms = fast.noticing(NOTICE).at(0, Optional.of(certificate.serverContext()));
    arm = new ArmStandIn(arms, new Power());
    host =
        new HostProcess(
            new HostProcess.Options(
                options.staging(),
                options.directory(),
                options.port(),
                options.hidden(),
                options.sweep(),
                certificate.trustStore(),
                certificate.password(),
                new LinkedHashMap<>()));
  }

  /** Starts everything, the functions host last. */
  public void start() {
    identity.start();
    azurite.start();
    storage =
        new Storage(
            azurite.queueUri(),
            azurite.tableUri(),
            new Storage.Identity(identity.uri(), identitySecret),
            certificate.clientContext());
    storage.provision(roster.names());
    storage.container(azurite.blobUri(), "worlds");
    storage.container(azurite.blobUri(), "backups");
    Town.build(discord, roster);
    discord.start();
    roster.sets().forEach(this::deploy);
    String client = options.settings().values().getOrDefault("AZURE_CLIENT_ID", "");
    if (!client.isEmpty()) {
      arm.assignRole(client);
    }
    arm.start();
    host.options().settings().putAll(settings());
    keepSettings();
    host.start();
    discord.describe(host.interactions().toString(), signer);
    interactions =
        new SignedInteractions(
            SignedInteractions.Options.likeDiscord(host.interactions(), signer), discord);
  }

  private void deploy(String set, Roster.Machines machines) {
    if (machines.spot()) {
      arm.addSet(set, machines.size());
    } else {
      arm.addRegularSet(set, machines.size());
    }
  }

  /** The app's settings as a file, as tools that talk to the stand-ins read it. */
  public Path settingsFile() {
    return options.directory().resolve("settings.json");
  }

  /** For whoever starts another host against the same stand-ins: docs/local.md. */
  private void keepSettings() {
    ObjectNode kept = Json.object();
    settings().forEach(kept::put);
    kept.put("trustStore", certificate.trustStore().toString());
    kept.put("trustStorePassword", certificate.password());
    try {
      Files.writeString(settingsFile(), Json.text(kept));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Map<String, String> settings() {
    Map<String, String> local = new LinkedHashMap<>();
    local.put("DISCORD_API", discord.uri().toString());
    local.put("DISCORD_PUBLIC_KEY", signer.publicKeyHex());
    local.put("DISCORD_BOT_TOKEN", Town.BOT_TOKEN);
    local.put("HEARTH_MASTER_SECRET", MASTER_SECRET);
    local.put("HEARTH_DNS_TOKEN", "");
    local.put("HEARTH_PASSWORDS", "");
    local.put("AZURE_ARM_ENDPOINT", arm.uri().toString());
    local.put("HearthControl__queueServiceUri", azurite.queueUri().toString());
    local.put("HearthControl__tableServiceUri", azurite.tableUri().toString());
    local.put("IDENTITY_ENDPOINT", identity.uri().toString());
    local.put("IDENTITY_HEADER", identitySecret);
    return options.settings().under(local);
  }

  /** The slash command. */
  public String command() {
    return options.settings().values().getOrDefault("HEARTH_COMMAND", "server");
  }

  /** The application's id. */
  public String application() {
    return options.settings().values().get("DISCORD_APPLICATION_ID");
  }

  /** The servers that it runs. */
  public Roster roster() {
    return roster;
  }

  /** Discord as people see it. */
  public DiscordStandIn discord() {
    return discord;
  }

  /** Azure's compute API. */
  public ArmStandIn arm() {
    return arm;
  }

  /** Queues and tables. */
  public Storage storage() {
    return storage;
  }

  /** The storage emulator itself, to be stopped and started again. */
  public Azurite azurite() {
    return azurite;
  }

  /** The functions host. */
  public HostProcess host() {
    return host;
  }

  /** Builds interactions. */
  public InteractionShapes shapes() {
    return shapes;
  }

  /** Posts interactions. */
  public SignedInteractions interactions() {
    return interactions;
  }

  /** The machine that runs a server's game, if one does. */
  public Optional<GameProcess> guest(String server) {
    return roster.setsOf(server).stream()
        .flatMap(set -> arm.running(set).stream())
        .map(machine -> guests.get(machine.vmId()))
        .filter(guest -> guest != null)
        .findFirst();
  }

  /** Azure takes a server's machine back, with notice; false where none runs. */
  public boolean evict(String server) {
    for (String set : roster.setsOf(server)) {
      if (!arm.running(set).isEmpty()) {
        return arm.evict(set, arm.running(set).getFirst().instanceId());
      }
    }
    return false;
  }

  /** A server's machine vanishes without a word; false where none runs. */
  public boolean vanish(String server) {
    for (String set : roster.setsOf(server)) {
      if (!arm.running(set).isEmpty()) {
        arm.reclaim(arm.running(set).getFirst());
        return true;
      }
    }
    return false;
  }

  @Override
  public void close() {
    host.close();
    guests.values().forEach(GameProcess::close);
    arm.close();
    discord.close();
    azurite.stop();
    identity.close();
    if (interactions != null) {
      interactions.close();
    }
  }

  /** Starts and stops what runs on the machines. */
  private final class Power implements Machines {
    @Override
    public void created(Machine machine) {
      Roster.Server server = roster.serverOf(machine.scaleSet());
      AgentMachine guest =
          new AgentMachine(
              new AgentMachine.Options(
                  options.project(),
                  options.directory().resolve("vm-" + machines.incrementAndGet()),
                  server.name(),
                  server.game(),
                  machine.name(),
                  machine.vmId(),
                  machine.scaleSet(),
                  new AgentMachine.Services(
                      azurite.queueUri(), azurite.blobUri(), host.bell(), certificate.pem()),
                  Duration.ofMillis((long) (GAME_BOOT.toMillis() / options.speed())),
                  options.isHurried()),
              () -> arm.reclaim(machine),
              line -> gameLog.accept(server.name(), line));
      guests.put(machine.vmId(), guest);
      guest.start();
    }

    @Override
    public void deleted(Machine machine) {
      GameProcess guest = guests.remove(machine.vmId());
      if (guest != null) {
        guest.close();
      }
    }

    @Override
    public void evicting(Machine machine, Instant notBefore) {
      GameProcess guest = guests.get(machine.vmId());
      if (guest != null) {
        guest.evict(notBefore);
      }
    }
  }

  /** Posts interactions and waits longer for each than Discord does. */
  public SignedInteractions patient(Duration patience) {
    return new SignedInteractions(
        new SignedInteractions.Options(
            host.interactions(), signer, patience, Duration.ZERO, InstantSource.system()),
        discord);
  }

  /** A signature as Discord would make it, in hex. */
  public String sign(String timestamp, String body) {
    return signer.sign(timestamp, body);
  }

  /** The interactions endpoint. */
  public URI endpoint() {
    return host.interactions();
  }
}
