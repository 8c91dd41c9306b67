package hearth.app;

import hearth.core.Fleet;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The app's settings, read in one place from the environment. All that is wrong is reported at
 * once, and no secret is ever part of a report.
 */
final class Settings {
  /** Every key, as {@code local.settings.sample.json} and the templates give them. */
  static final List<String> KEYS =
      List.of(
          "DISCORD_APPLICATION_ID",
          "DISCORD_PUBLIC_KEY",
          "DISCORD_BOT_TOKEN",
          "DISCORD_API",
          "HEARTH_SERVERS",
          "HEARTH_COMMAND",
          "HEARTH_MASTER_SECRET",
          "AZURE_SUBSCRIPTION_ID",
          "HEARTH_RESOURCE_GROUP",
          "AZURE_CLIENT_ID",
          "AZURE_ARM_ENDPOINT",
          "HearthControl__queueServiceUri",
          "HearthControl__tableServiceUri");

  private final Map<String, String> environment;
  private final List<String> problems = new ArrayList<>();

  private Settings(Map<String, String> environment) {
    this.environment = environment;
  }

  /**
   * What the interactions function needs.
   *
   * @param application the application's id
   * @param publicKey the application's Ed25519 key, 64 hex digits
   * @param command the root command's name
   * @param fleet all servers
   */
  record Front(String application, String publicKey, String command, Fleet fleet) {}

  /**
   * What everything behind the queues needs.
   *
   * @param fleet all servers
   * @param discordApi Discord's REST interface
   * @param botToken a secret
   * @param application the application's id
   * @param masterSecret a secret: the machines' keys are made of it
   * @param queues the control account's queue service
   * @param tables the control account's table service
   * @param arm Azure's resource manager
   * @param subscription the subscription's id
   * @param resourceGroup where the scale sets are
   * @param clientId the app's user-assigned identity, or null
   */
  record Back(
      Fleet fleet,
      URI discordApi,
      String botToken,
      String application,
      String masterSecret,
      URI queues,
      URI tables,
      URI arm,
      String subscription,
      String resourceGroup,
      String clientId) {
    @Override
    public String toString() {
      return "Back[application=" + application + "]";
    }
  }

  /**
   * The settings of the interactions function alone, so that nothing else can keep it from
   * answering.
   *
   * @throws IllegalStateException naming all that is wrong
   */
  static Front front(Map<String, String> environment) {
    Settings s = new Settings(environment);
    Front front = new Front(s.application(), s.publicKey(), s.command(), s.fleet());
    s.complain();
    return front;
  }

  /**
   * The settings of everything behind the queues.
   *
   * @throws IllegalStateException naming all that is wrong
   */
  static Back back(Map<String, String> environment) {
    Settings s = new Settings(environment);
    String clientId = s.given("AZURE_CLIENT_ID");
    Back back =
        new Back(
            s.fleet(),
            s.uri("DISCORD_API", "https://discord.com/api/v10"),
            s.required("DISCORD_BOT_TOKEN"),
            s.application(),
            s.masterSecret(),
            s.uri("HearthControl__queueServiceUri", null),
            s.uri("HearthControl__tableServiceUri", null),
            s.uri("AZURE_ARM_ENDPOINT", "https://management.azure.com"),
            s.required("AZURE_SUBSCRIPTION_ID"),
            s.required("HEARTH_RESOURCE_GROUP"),
            clientId);
    s.complain();
    return back;
  }

  private String application() {
    String id = required("DISCORD_APPLICATION_ID");
    if (id != null && !FleetReader.isDigits(id)) {
      problems.add("DISCORD_APPLICATION_ID must be the application's id, digits only");
    }
    return id;
  }

  private String publicKey() {
    String key = required("DISCORD_PUBLIC_KEY");
    boolean hex = key != null && key.length() == 64;
    for (int i = 0; hex && i < key.length(); i++) {
      hex = Character.digit(key.charAt(i), 16) >= 0 && key.charAt(i) < 128;
    }
    if (key != null && !hex) {
      problems.add(
          "DISCORD_PUBLIC_KEY must be 64 hex digits (Developer Portal, General Information)");
    }
    return key;
  }

  private String command() {
    String name = given("HEARTH_COMMAND");
    return name == null ? "server" : name;
  }

  private Fleet fleet() {
    String text = required("HEARTH_SERVERS");
    return text == null ? new Fleet(null, List.of()) : FleetReader.read(text, problems);
  }

  private String masterSecret() {
    String secret = required("HEARTH_MASTER_SECRET");
    if (secret != null && secret.length() < 32) {
      problems.add("HEARTH_MASTER_SECRET must have at least 32 characters");
    }
    return secret;
  }

  private URI uri(String key, String otherwise) {
    String text = otherwise == null ? required(key) : given(key);
    if (text == null) {
      return otherwise == null ? null : URI.create(otherwise);
    }
    try {
      URI uri = URI.create(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
      if (uri.getHost() != null
          && ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()))) {
        return uri;
      }
    } catch (IllegalArgumentException e) {
      // Told below, in the same words as any other text that is no address.
    }
    problems.add(key + " must be an https address");
    return null;
  }

  private String required(String key) {
    String value = given(key);
    if (value == null) {
      problems.add(key + " is missing");
    }
    return value;
  }

  private String given(String key) {
    String value = environment.get(key);
    if (value == null || value.isBlank()) {
      return null;
    }
    if (value.startsWith("@Microsoft.KeyVault(")) {
      problems.add(key + " is a Key Vault reference that was not resolved");
    }
    return value;
  }

  private void complain() {
    if (!problems.isEmpty()) {
      throw new IllegalStateException("The settings are wrong: " + String.join("; ", problems));
    }
  }
}
