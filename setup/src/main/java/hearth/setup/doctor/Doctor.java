package hearth.setup.doctor;

import hearth.app.settings.BadSettings;
import hearth.app.settings.Settings;
import hearth.core.fleet.Placement;
import hearth.core.fleet.Server;
import hearth.setup.DiscordApi;
import hearth.setup.Problem;
import hearth.setup.SignIn;
import hearth.setup.Terminal;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** {@code ./hearth doctor}: looks at everything that Hearth needs before anybody waits for it. */
public final class Doctor {
  private final Map<String, String> settings;
  private final Terminal terminal;
  private final InstantSource clock;
  private final HttpClient.Builder http;
  private final Map<Finding.Level, Integer> counts = new TreeMap<>();

  /**
   * For one deployment.
   *
   * @param settings the app's settings, and those that say who looks
   * @param http how Azure is reached
   */
  public Doctor(
      Map<String, String> settings,
      Terminal terminal,
      InstantSource clock,
      HttpClient.Builder http) {
    this.settings = settings;
    this.terminal = terminal;
    this.clock = clock;
    this.http = http.version(HttpClient.Version.HTTP_1_1).connectTimeout(Duration.ofSeconds(10));
  }

  /** The exit code: 0 when nothing fails. */
  public int run() {
    try {
      Settings.ForReactions all = Settings.all(settings);
      tell(Finding.ok("Settings: complete, " + all.door().fleet().servers().size() + " servers"));
      discord(all);
      azure(all);
    } catch (BadSettings e) {
      settings(e);
    }
    int failures = counts.getOrDefault(Finding.Level.FAIL, 0);
    int warnings = counts.getOrDefault(Finding.Level.WARN, 0);
    terminal.print("");
    terminal.print(
        failures + warnings == 0
            ? "All is well."
            : failures + " to mend, " + warnings + " to look at.");
    return failures == 0 ? 0 : 1;
  }

  private void settings(BadSettings problems) {
    String all = problems.getMessage();
    for (String problem : all.substring(all.indexOf(": ") + 2).split("; ", -1)) {
      tell(
          Finding.fail(
              "Settings: " + problem,
              "local.settings.json or the environment; see docs/discord.md."));
    }
    tell(Finding.warn("The rest was not looked at", "Run this again when the settings are right."));
  }

  private void discord(Settings.ForReactions all) {
    Settings.ForDoor door = all.door();
    Map<String, Set<String>> guilds = new LinkedHashMap<>();
    for (Server server : door.fleet().servers()) {
      guilds
          .computeIfAbsent(server.channel().guild(), id -> new LinkedHashSet<>())
          .add(server.channel().id());
    }
    try (DiscordApi api = new DiscordApi(all.discord().api(), all.discord().botToken())) {
      if (!look("Discord", new ApplicationCheck(api, door))) {
        return;
      }
      guilds.forEach(
          (guild, channels) ->
              look("Guild " + guild, new GuildCheck(api, door.application(), guild, channels)));
      String operator = door.fleet().operatorChannel();
      if (operator == null) {
        tell(
            Finding.warn(
                "Operator channel: none, so nobody is told of what needs a hand",
                "Give HEARTH_SERVERS an operatorChannel."));
      } else {
        look("Operator channel", new OperatorCheck(api, door.application(), operator));
      }
      look("Commands", new CommandsCheck(api, door, guilds.keySet(), settings));
      look("Clock", new ClockCheck("Discord", () -> api.get("/users/@me").date(), clock));
    }
  }

  private void azure(Settings.ForReactions all) {
    try (AzureApi api = new AzureApi(http.build(), SignIn.of(settings))) {
      String ownSubscription =
          "/subscriptions/" + all.azure().subscription() + "?api-version=2022-12-01";
      if (!look("Azure", new SubscriptionCheck(api, all))) {
        return;
      }
      Map<String, String> regions = new TreeMap<>();
      for (Placement placement : placements(all)) {
        look("Scale set", new ScaleSetCheck(api, all, placement, regions));
      }
      look("Spot quota", new QuotaCheck(api, all, regions));
      look("Storage", new StorageCheck(api, all));
      look(
          "Clock",
          new ClockCheck(
              "Azure", () -> api.arm(all.azure().armEndpoint(), ownSubscription).date(), clock));
    }
  }

  private static Set<Placement> placements(Settings.ForReactions all) {
    Set<Placement> placements = new LinkedHashSet<>();
    all.door()
        .fleet()
        .servers()
        .forEach(server -> placements.addAll(server.machines().placements()));
    return placements;
  }

  /** Whether something could be seen at all. */
  private boolean look(String what, Check check) {
    try {
      List<Finding> findings = check.look();
      findings.forEach(this::tell);
      return true;
    } catch (Problem e) {
      tell(Finding.fail(what + ": " + e.getMessage(), mend(what)));
      return false;
    }
  }

  private static String mend(String what) {
    return what.equals("Azure")
        ? "`az login`, and `az account set --subscription <AZURE_SUBSCRIPTION_ID>`; then again."
        : "Then run this again.";
  }

  private void tell(Finding finding) {
    counts.merge(finding.level(), 1, Integer::sum);
    terminal.print(finding.line());
  }
}
