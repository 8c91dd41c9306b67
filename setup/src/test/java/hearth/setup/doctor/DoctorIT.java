package hearth.setup.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.local.azurite.Azurite;
import hearth.local.discord.DiscordStandIn.Denial;
import hearth.local.http.Fault;
import hearth.local.http.Faults;
import hearth.local.http.LoopbackServer;
import hearth.local.http.Reply;
import hearth.local.tls.LocalCertificate;
import hearth.setup.Friends;
import hearth.setup.Notebook;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The doctor among stand-ins and a real Azurite, over HTTP. */
class DoctorIT {
  private static final long SEND_MESSAGES = 1L << 11;
  @TempDir static Path directory;
  private static LocalCertificate certificate;
  private static Azurite azurite;

  private final Neighbourhood town = new Neighbourhood(azurite, certificate);

  @BeforeAll
  static void begin() {
    certificate = LocalCertificate.in(directory.resolve("certificate"));
    azurite = Azurite.overHttps(directory.resolve("data"), certificate);
    azurite.start();
    try (Neighbourhood first = new Neighbourhood(azurite, certificate)) {
      first.provision(azurite);
    }
  }

  @AfterAll
  static void end() {
    azurite.close();
  }

  @AfterEach
  void stop() {
    town.close();
  }

  @Test
  void whereAllIsWellEveryLineIsOk() {
    town.register(null);
    Notebook notes = Notebook.unattended();
    assertEquals(0, town.examine(notes, InstantSource.system()), notes::text);
    assertTrue(notes.text().endsWith("All is well."), notes::text);
    assertFalse(notes.text().contains("→"), notes::text);
    assertTrue(notes.text().contains("Table servers: can be read"), notes::text);
    assertTrue(notes.text().contains("Spot quota in westeurope: 10 cores, for 4"), notes::text);
  }

  static Stream<Arguments> ailments() {
    return Stream.of(
        ailment(
            "Bot token: Discord answered 401",
            "Reset Token",
            t -> t.settings.put("DISCORD_BOT_TOKEN", "x")),
        ailment(
            "Discord: Discord cannot be reached",
            "again",
            t -> t.discord.faults().on(Faults.ALL, new Fault.LostRequest())),
        ailment(
            "Bot token: Discord answered 503",
            "discordstatus",
            t -> t.discord.faults().on("users", new Fault.Broken(503))),
        ailment(
            "Bot token: Discord answered 429",
            "wait 99 s",
            t -> t.discord.faults().on("users", new Fault.TooMany(Duration.ofSeconds(99)))),
        ailment(
            "Public key: Discord signs with another one",
            "Copy it again",
            t -> t.discord.describe("https://a.example/api/interactions", "ab".repeat(32))),
        ailment(
            "Public key: not",
            "Copy it again",
            t -> t.settings.put("DISCORD_PUBLIC_KEY", "02" + "0".repeat(62))),
        ailment(
            "Interactions endpoint: not set",
            "General Information",
            t -> t.discord.describe("", t.settings.get("DISCORD_PUBLIC_KEY"))),
        ailment(
            "Guild " + Friends.GUILD + ": Discord answered 404",
            "oauth2/authorize",
            t -> t.discord.leaveGuild(Friends.GUILD)),
        ailment(
            "Channel " + Friends.CHANNEL + ": Discord answered 403",
            "View Channels",
            t -> t.discord.deny(Friends.CHANNEL, Denial.ACCESS)),
        ailment(
            "the bot lacks Send Messages",
            "allow Send Messages",
            t -> t.discord.deny(Friends.CHANNEL, Denial.PERMISSION)),
        ailment(
            "the bot lacks Send Messages",
            "allow Send Messages",
            t -> t.discord.overwrite(Friends.OPERATOR, Friends.GUILD, 0, 0, SEND_MESSAGES)),
        ailment(
            "Channel 1100000000000000077: Discord answered 404",
            "HEARTH_SERVERS",
            t ->
                t.settings.put(
                    "HEARTH_SERVERS",
                    Friends.fleet().replace(Friends.OPERATOR, "1100000000000000077"))),
        ailment("is not registered in guild", "./hearth register", t -> t.discord.commands("")),
        ailment(
            "Azure: nobody is signed in", "az login", t -> t.settings.put("IDENTITY_HEADER", "x")),
        ailment(
            "Subscription: Azure answered 404 SubscriptionNotFound",
            "AZURE_SUBSCRIPTION_ID",
            t -> t.settings.put("AZURE_SUBSCRIPTION_ID", "00000000-0000-0000-0000-0000000000bb")),
        ailment(
            "AzureForStudents_2018-01-01 does not include Spot",
            "Upgrade",
            t -> t.arm.offer("AzureForStudents_2018-01-01")),
        ailment(
            "Scale set hearth-valheim-a: Azure answered 403",
            "ten minutes",
            t -> t.arm.faults().on("hearth-valheim-a", new Fault.Broken(403))),
        ailment(
            "Scale set hearth-valheim-a: Azure answered 429",
            "in a minute",
            t -> t.arm.faults().on("hearth-valheim-a", new Fault.TooMany(Duration.ofSeconds(60)))),
        ailment(
            "Scale set hearth-valheim-a: Azure answered 500",
            "status.azure.com",
            t -> t.arm.faults().on("hearth-valheim-a", new Fault.Broken(500))),
        ailment(
            "Azure: 127.0.0.1 cannot be reached",
            "az login",
            t -> t.arm.faults().on("subscription", new Fault.LostRequest())),
        ailment(
            "Azure answered 404 ResourceGroupNotFound",
            "HEARTH_RESOURCE_GROUP",
            t -> t.settings.put("HEARTH_RESOURCE_GROUP", "other")),
        ailment(
            "is of priority Spot, HEARTH_SERVERS says Regular",
            "priority",
            t ->
                t.settings.put(
                    "HEARTH_SERVERS",
                    Friends.fleet()
                        .replace("\"placements\"", "\"regularPrice\": true, \"placements\"")
                        .replace(
                            "\"Standard_D2as_v5\"",
                            "\"Standard_D2as_v5\", \"priority\": \"Regular\""))),
        ailment("Spot quota in westeurope: 1 cores", "ask for 4", t -> t.arm.spotQuota(1)),
        ailment(
            "Settings: HEARTH_RESOURCE_GROUP must be set",
            "docs/discord.md",
            t -> t.settings.remove("HEARTH_RESOURCE_GROUP")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("ailments")
  void anAilmentIsNamedWithItsRemedy(String what, String remedy, Consumer<Neighbourhood> ail) {
    if (!what.contains("not registered")) {
      town.register(null);
    }
    ail.accept(town);
    Notebook notes = Notebook.unattended();
    assertEquals(1, town.examine(notes, InstantSource.system()), notes::text);
    String lines = notes.text().replace("\n      →", " →");
    assertTrue(
        lines.lines().anyMatch(l -> l.startsWith("FAIL") && l.contains(what) && l.contains(remedy)),
        notes::text);
  }

  static Stream<Arguments> complaints() {
    return Stream.of(
        ailment(
            "differences",
            "./hearth register",
            t -> t.settings.put("HEARTH_COMMAND_PERMISSIONS", "0")),
        ailment("people see them twice", "--remove --guild", t -> t.register(Friends.GUILD)),
        ailment(
            "Operator channel: none",
            "operatorChannel",
            t ->
                t.settings.put(
                    "HEARTH_SERVERS", Friends.fleet().replaceAll("\"operatorChannel\".*", ""))),
        ailment(
            "for private channels the bot lacks Manage Channels",
            "the bot's role",
            t -> t.discord.permissions(Friends.GUILD, ~0L >>> 1 & ~24L, 0)),
        ailment("not every server can run at once", "ask for 4", t -> t.arm.spotQuota(2)),
        ailment(
            "Subscription: the one signed in may not read it",
            "Reader",
            t -> t.arm.faults().on("subscription", new Fault.Broken(403))),
        ailment(
            "whether Internal_2014-09-01 includes Spot",
            "pay-as-you-go",
            t -> t.arm.offer("Internal_2014-09-01")),
        ailment(
            "Spot quota in westeurope: Azure answered 403",
            "Reader",
            t -> t.arm.faults().on("usages", new Fault.Broken(403))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("complaints")
  void aComplaintIsAWarning(String what, String remedy, Consumer<Neighbourhood> ail) {
    town.register(null);
    ail.accept(town);
    Notebook notes = Notebook.unattended();
    assertEquals(0, town.examine(notes, InstantSource.system()), notes::text);
    String lines = notes.text().replace("\n      →", " →");
    assertTrue(
        lines.lines().anyMatch(l -> l.startsWith("warn") && l.contains(what) && l.contains(remedy)),
        notes::text);
  }

  @Test
  void commandsOfEachGuildAreAsGoodAsThoseOfAll() {
    town.register(Friends.GUILD);
    Notebook notes = Notebook.unattended();
    assertEquals(0, town.examine(notes, InstantSource.system()), notes::text);
    assertTrue(
        notes.text().contains("registered in guild " + Friends.GUILD + " as they should be"));
  }

  @ParameterizedTest
  @CsvSource({"2,0,ok", "30,0,warn", "-30,0,warn", "120,1,FAIL", "-120,1,FAIL"})
  void aClockThatIsOffIsTold(int seconds, int exit, String word) {
    town.register(null);
    Notebook notes = Notebook.unattended();
    InstantSource clock = InstantSource.offset(InstantSource.system(), Duration.ofSeconds(seconds));
    assertEquals(exit, town.examine(notes, clock), notes::text);
    assertTrue(
        notes
            .text()
            .lines()
            .filter(line -> line.startsWith(word))
            .anyMatch(l -> l.contains("Clock")),
        notes::text);
  }

  @ParameterizedTest
  @CsvSource({
    "403,AuthorizationPermissionMismatch,ten minutes",
    "404,QueueNotFound,Deploy the infrastructure again",
    "401,InvalidAuthenticationInfo,az login --tenant",
    "503,ServerBusy,in a few minutes",
  })
  void storageThatRefusesIsTold(int status, String code, String remedy) {
    town.register(null);
    Reply refusal = Reply.empty(status).with("x-ms-error-code", code);
    try (LoopbackServer storage = new LoopbackServer(0, Optional.empty(), request -> refusal)) {
      storage.start();
      town.settings.put("HearthControl__queueServiceUri", storage.uri().toString());
      Notebook notes = Notebook.unattended();
      assertEquals(1, town.examine(notes, InstantSource.system()), notes::text);
      String told = "FAIL  Queue commands: Azure answered " + status + " " + code;
      assertTrue(notes.text().contains(told), notes::text);
      assertTrue(notes.text().contains(remedy), notes::text);
    }
  }

  @Test
  void noSecretIsEverPrinted() {
    town.settings.put("DISCORD_BOT_TOKEN", "a-secret-token");
    town.settings.put("HEARTH_MASTER_SECRET", "short-secret");
    Notebook notes = Notebook.unattended();
    assertEquals(1, town.examine(notes, InstantSource.system()));
    assertFalse(notes.text().contains("a-secret-token"), notes::text);
    assertFalse(notes.text().contains("short-secret"), notes::text);
  }

  private static Arguments ailment(String what, String remedy, Consumer<Neighbourhood> ail) {
    return Arguments.of(what, remedy, ail);
  }
}
