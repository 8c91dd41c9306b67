package hearth.app.settings;

import hearth.app.message.Formats;
import hearth.core.fleet.Fleet;
import hearth.discord.Ids;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The app's settings. All that is wrong is told at once, by name and never by value. The door asks
 * for little, so that it opens even where the rest cannot work.
 */
public final class Settings {
  private static final int LEAST_SECRET = 32;
  private static final String UNRESOLVED = "@microsoft.keyvault(";

  private final Map<String, String> environment;
  private final List<String> problems = new ArrayList<>();

  private Settings(Map<String, String> environment) {
    this.environment = environment;
  }

  /** Every setting there is. */
  enum Key {
    APPLICATION("DISCORD_APPLICATION_ID", true, false, null),
    PUBLIC_KEY("DISCORD_PUBLIC_KEY", true, false, null),
    BOT_TOKEN("DISCORD_BOT_TOKEN", true, true, null),
    DISCORD_API("DISCORD_API", false, false, "https://discord.com/api/v10"),
    SERVERS("HEARTH_SERVERS", true, false, null),
    COMMAND("HEARTH_COMMAND", false, false, "server"),
    MASTER_SECRET("HEARTH_MASTER_SECRET", true, true, null),
    DNS_TOKEN("HEARTH_DNS_TOKEN", false, true, null),
    PASSWORDS("HEARTH_PASSWORDS", false, true, null),
    /** {@code off}: nothing is looked for, every message waits for its trigger. */
    LOOK("HEARTH_LOOK", false, false, "on"),
    /** {@code off}: a machine's reports wait for the queue's trigger. */
    BELL("HEARTH_BELL", false, false, "on"),
    HISTORY("HEARTH_HISTORY_DAYS", false, false, "400"),
    SUBSCRIPTION("AZURE_SUBSCRIPTION_ID", true, false, null),
    RESOURCE_GROUP("HEARTH_RESOURCE_GROUP", true, false, null),
    CLIENT_ID("AZURE_CLIENT_ID", false, false, null),
    ARM_ENDPOINT("AZURE_ARM_ENDPOINT", false, false, "https://management.azure.com"),
    QUEUES("HearthControl__queueServiceUri", true, false, null),
    TABLES("HearthControl__tableServiceUri", true, false, null),
    /** Read by the Functions host alone, for the queue bindings. */
    CREDENTIAL("HearthControl__credential", false, false, null),
    /** Read by the Functions host alone, for the queue bindings. */
    BINDING_CLIENT("HearthControl__clientId", false, false, null),
    VERSION("HEARTH_VERSION", false, false, "0.1.0");

    /** Its name in the environment. */
    final String setting;

    /** Whether Hearth cannot do without. */
    final boolean required;

    /** Whether it must never be shown; it is kept in Key Vault. */
    final boolean secret;

    private final String fallback;

    Key(String setting, boolean required, boolean secret, String fallback) {
      this.setting = setting;
      this.required = required;
      this.secret = secret;
      this.fallback = fallback;
    }
  }

  /** Every setting there is, for those who list them. */
  static final List<Key> KEYS = List.of(Key.values());

  /**
   * The settings of the interactions function.
   *
   * @param application the Discord application's id
   * @param publicKey its public key, 64 hex digits
   * @param fleet the servers
   * @param command the root command's name
   * @param looks whether what it sends is looked for, or left to the trigger
   */
  public record ForDoor(
      String application, String publicKey, Fleet fleet, String command, boolean looks) {}

  /**
   * The settings of the bell.
   *
   * @param fleet the servers
   * @param masterSecret what machines' keys are made of: a secret
   * @param isOn whether it may be rung
   */
  public record ForBell(Fleet fleet, String masterSecret, boolean isOn) {

    /** Without the secret. */
    @Override
    public String toString() {
      return "Settings of the bell";
    }
  }

  /**
   * The settings of the functions behind the queues.
   *
   * @param door what the door needs too
   * @param discord how Discord is reached
   * @param azure where the scale sets are
   * @param control the control account
   * @param masterSecret what machines' keys are made of: a secret
   * @param dnsToken the dynamic DNS account's token: a secret, or null
   * @param passwords the games' passwords by server, for {@code connect}: secrets
   * @param historyDays how long history is kept
   * @param version Hearth's version
   */
  public record ForReactions(
      ForDoor door,
      DiscordApi discord,
      Azure azure,
      ControlAccount control,
      String masterSecret,
      String dnsToken,
      Map<String, String> passwords,
      int historyDays,
      String version) {

    /** Without the secrets. */
    @Override
    public String toString() {
      return "Settings of " + azure.resourceGroup();
    }
  }

  /**
   * The address and credential of Discord's REST API.
   *
   * @param api its base URL
   * @param botToken the bot's token: a secret
   */
  public record DiscordApi(URI api, String botToken) {

    /** Without the secret. */
    @Override
    public String toString() {
      return "DiscordApi[" + api + "]";
    }
  }

  /**
   * The address and scope of Azure's compute API.
   *
   * @param subscription the Azure subscription
   * @param resourceGroup where the scale sets are
   * @param clientId the user-assigned identity, or null for the system-assigned one
   * @param armEndpoint the base URL of Azure Resource Manager
   */
  public record Azure(
      String subscription, String resourceGroup, String clientId, URI armEndpoint) {}

  /**
   * The control account's services.
   *
   * @param queues the queue service
   * @param tables the table service
   */
  public record ControlAccount(URI queues, URI tables) {}

  /**
   * The door's share of the environment.
   *
   * @throws BadSettings telling all that is wrong with it
   */
  public static ForDoor door(Map<String, String> environment) {
    Settings settings = new Settings(environment);
    ForDoor door = settings.door();
    settings.check();
    return door;
  }

  /**
   * The bell's share of the environment.
   *
   * @throws BadSettings telling all that is wrong with it
   */
  public static ForBell bell(Map<String, String> environment) {
    Settings settings = new Settings(environment);
    ForBell bell = settings.bell();
    settings.check();
    return bell;
  }

  /**
   * The whole environment.
   *
   * @throws BadSettings telling all that is wrong with it
   */
  public static ForReactions all(Map<String, String> environment) {
    Settings settings = new Settings(environment);
    ForReactions all = settings.all();
    settings.check();
    return all;
  }

  private ForDoor door() {
    String application = text(Key.APPLICATION);
    check(Key.APPLICATION, application == null || Ids.isSnowflake(application), "a Discord id");
    String publicKey = text(Key.PUBLIC_KEY);
    check(Key.PUBLIC_KEY, publicKey == null || Formats.isHex(publicKey, 64), "64 hex digits");
    String command = text(Key.COMMAND);
    check(
        Key.COMMAND,
        command == null || Formats.isGame(command),
        "lower-case letters, digits, hyphens");
    String servers = text(Key.SERVERS);
    Fleet fleet = servers == null ? null : FleetReader.read(Key.SERVERS.setting, servers, problems);
    return new ForDoor(application, publicKey, fleet, command, isOn(Key.LOOK));
  }

  private ForBell bell() {
    String servers = text(Key.SERVERS);
    Fleet fleet = servers == null ? null : FleetReader.read(Key.SERVERS.setting, servers, problems);
    return new ForBell(fleet, masterSecret(), isOn(Key.BELL));
  }

  private String masterSecret() {
    String master = text(Key.MASTER_SECRET);
    check(Key.MASTER_SECRET, master == null || master.length() >= LEAST_SECRET, "32 characters");
    return master;
  }

  private boolean isOn(Key key) {
    String text = text(key);
    check(key, "on".equals(text) || "off".equals(text), "on or off");
    return "on".equals(text);
  }

  private ForReactions all() {
    ForDoor door = door();
    zones(door.fleet());
    String token = text(Key.BOT_TOKEN);
    check(Key.BOT_TOKEN, token == null || Formats.isVisible(token), "without blanks");
    String master = masterSecret();
    isOn(Key.BELL);
    String subscription = text(Key.SUBSCRIPTION);
    check(Key.SUBSCRIPTION, subscription == null || isGuid(subscription), "a subscription's id");
    String client = text(Key.CLIENT_ID);
    check(Key.CLIENT_ID, client == null || isGuid(client), "an identity's client id");
    String version = text(Key.VERSION);
    check(Key.VERSION, version == null || Formats.isVisible(version), "without blanks");
    String group = text(Key.RESOURCE_GROUP);
    return new ForReactions(
        door,
        new DiscordApi(uri(Key.DISCORD_API), token),
        new Azure(subscription, group, client, uri(Key.ARM_ENDPOINT)),
        new ControlAccount(uri(Key.QUEUES), uri(Key.TABLES)),
        master,
        text(Key.DNS_TOKEN),
        passwords(door.fleet()),
        historyDays(),
        version);
  }

  /** A time of day that somebody types is meant by the guild's clock. */
  private void zones(Fleet fleet) {
    Set<String> zones = new TreeSet<>();
    if (fleet != null) {
      fleet.servers().forEach(server -> zones.add(server.channel().zone()));
    }
    for (String zone : zones) {
      try {
        ZoneId.of(zone);
      } catch (DateTimeException e) {
        problems.add(
            Key.SERVERS.setting
                + "/guilds has a time zone that does not exist: write one such as Europe/Berlin");
      }
    }
  }

  private Map<String, String> passwords(Fleet fleet) {
    String text = text(Key.PASSWORDS);
    if (text == null || fleet == null) {
      return Map.of();
    }
    return PasswordsReader.read(Key.PASSWORDS.setting, text, fleet, problems);
  }

  private int historyDays() {
    String text = text(Key.HISTORY);
    boolean fine = text != null && text.length() <= 4 && Formats.isDigits(text);
    int days = fine ? Integer.parseInt(text) : 0;
    check(Key.HISTORY, days > 0, "a number of days from 1 to 9999");
    return days;
  }

  private void check() {
    if (!problems.isEmpty()) {
      throw new BadSettings(problems);
    }
  }

  private void check(Key key, boolean fine, String form) {
    if (!fine) {
      problems.add(key.setting + " must be " + form);
    }
  }

  /** The value, or null; noted where it is required or is a reference that nobody resolved. */
  private String text(Key key) {
    String value = environment.get(key.setting);
    if (value == null || value.isBlank()) {
      check(key, !key.required, "set");
      return key.fallback;
    }
    String text = value.strip();
    if (text.toLowerCase(Locale.ROOT).startsWith(UNRESOLVED)) {
      problems.add(key.setting + " is a Key Vault reference that was not resolved");
      return null;
    }
    return text;
  }

  private URI uri(Key key) {
    String text = text(key);
    if (text == null) {
      return null;
    }
    try {
      URI uri = new URI(text);
      check(key, isFine(uri), "an https address without query or credentials");
      return uri;
    } catch (URISyntaxException e) {
      check(key, false, "an address");
      return null;
    }
  }

  /** Plain http is for stand-ins on this very machine. */
  private static boolean isFine(URI uri) {
    String host = uri.getHost();
    if (host == null || uri.getRawUserInfo() != null || uri.getRawQuery() != null) {
      return false;
    }
    boolean here = host.equals("localhost") || host.equals("127.0.0.1") || host.equals("[::1]");
    return "https".equals(uri.getScheme()) || (here && "http".equals(uri.getScheme()));
  }

  private static boolean isGuid(String text) {
    return text.length() == 36 && Formats.isHex(text.replace("-", ""), 32);
  }
}
