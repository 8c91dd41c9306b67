package hearth.setup.doctor;

import hearth.local.arm.ArmOptions;
import hearth.local.arm.ArmStandIn;
import hearth.local.arm.Machine;
import hearth.local.arm.Machines;
import hearth.local.azurite.Azurite;
import hearth.local.discord.model.DiscordOptions;
import hearth.local.discord.DiscordStandIn;
import hearth.local.discord.InteractionSigner;
import hearth.local.identity.IdentityStandIn;
import hearth.local.stack.Storage;
import hearth.local.tls.LocalCertificate;
import hearth.setup.DiscordApi;
import hearth.setup.Friends;
import hearth.setup.Notebook;
import hearth.setup.register.CommandPlan;
import hearth.setup.register.CommandTree;
import hearth.setup.register.Registration;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** All that the doctor looks at, and all of it well. Azurite is shared: it is only read. */
final class Neighbourhood implements AutoCloseable {
  private static final String SUBSCRIPTION = "00000000-0000-0000-0000-0000000000aa";
  private static final String SECRET = "identity-secret";

  /** The identity whose tokens the identity service gives out, and what a Reader of ours may do. */
  private static final String OPERATOR = "00000000-0000-0000-0000-00000000cafe";

  private static final Set<String> READER =
      Set.of(
          "Microsoft.Resources/subscriptions/read",
          "Microsoft.Compute/locations/usages/read",
          "Microsoft.Compute/virtualMachineScaleSets/read",
          "Microsoft.Compute/virtualMachineScaleSets/instanceView/read");

  final DiscordStandIn discord =
      new DiscordStandIn(
          DiscordOptions.likeDiscord(Friends.APPLICATION, Friends.BOT_TOKEN).limits(50));
  final ArmStandIn arm =
      new ArmStandIn(ArmOptions.likeAzure(SUBSCRIPTION, "hearth-local").faster(20), new Nobody());
  final Map<String, String> settings = new HashMap<>();
  private final IdentityStandIn identity =
      new IdentityStandIn(IdentityStandIn.Options.standard(SECRET));
  private final LocalCertificate certificate;

  /** Machines are none of the doctor's business. */
  private static final class Nobody implements Machines {
    @Override
    public void created(Machine machine) {
      throw new AssertionError("the doctor starts nothing");
    }

    @Override
    public void deleted(Machine machine) {
      throw new AssertionError("the doctor stops nothing");
    }

    @Override
    public void evicting(Machine machine, Instant notBefore) {
      throw new AssertionError("the doctor evicts nothing");
    }
  }

  Neighbourhood(Azurite azurite, LocalCertificate certificate) {
    this.certificate = certificate;
    InteractionSigner signer = InteractionSigner.random();
    identity.start();
    discord.addGuild(Friends.GUILD, "Town");
    discord.addChannel(Friends.CHANNEL, "games");
    discord.addChannel(Friends.OPERATOR, "operator");
    discord.permissions(Friends.GUILD, ~0L >>> 1 & ~8L, 0);
    discord.describe("https://hearth.example/api/interactions", signer.publicKeyHex());
    discord.start();
    Friends.SCALE_SETS.forEach(arm::addSet);
    arm.start();
    arm.grant(OPERATOR, READER);
    settings.put("DISCORD_APPLICATION_ID", Friends.APPLICATION);
    settings.put("DISCORD_PUBLIC_KEY", signer.publicKeyHex());
    settings.put("DISCORD_BOT_TOKEN", Friends.BOT_TOKEN);
    settings.put("DISCORD_API", discord.uri().toString());
    settings.put("HEARTH_SERVERS", Friends.fleet());
    settings.put("HEARTH_MASTER_SECRET", "m".repeat(40));
    settings.put("AZURE_SUBSCRIPTION_ID", SUBSCRIPTION);
    settings.put("HEARTH_RESOURCE_GROUP", "hearth-local");
    settings.put("AZURE_ARM_ENDPOINT", arm.uri().toString());
    settings.put("HearthControl__queueServiceUri", azurite.queueUri().toString());
    settings.put("HearthControl__tableServiceUri", azurite.tableUri().toString());
    settings.put("IDENTITY_ENDPOINT", identity.uri().toString());
    settings.put("IDENTITY_HEADER", SECRET);
  }

  /** Makes the queues and tables that a deployment makes. */
  void provision(Azurite azurite) {
    Storage.Identity who = new Storage.Identity(identity.uri(), SECRET);
    new Storage(azurite.queueUri(), azurite.tableUri(), who, certificate.clientContext())
        .provision(Friends.SERVERS);
  }

  /** Registers the commands for every guild, or for one. */
  void register(String guild) {
    URI api = URI.create(settings.get("DISCORD_API"));
    try (DiscordApi client = new DiscordApi(api, Friends.BOT_TOKEN)) {
      CommandPlan plan = new CommandPlan("server", guild, null, true);
      new Registration(client, Notebook.unattended(), Friends.APPLICATION, guild)
          .register(new CommandTree(plan).json(), true);
    }
  }

  /** The exit code of a doctor whose clock is this one. */
  int examine(Notebook notes, InstantSource clock) {
    HttpClient.Builder http = HttpClient.newBuilder().sslContext(certificate.clientContext());
    return new Doctor(settings, notes, clock, http).run();
  }

  @Override
  public void close() {
    discord.close();
    arm.close();
    identity.close();
  }
}
