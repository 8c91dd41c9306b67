package hearth.local.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hearth.local.http.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The app's settings before the local run lays its own over some of them.
 *
 * @param values by name
 */
public record AppSettings(Map<String, String> values) {
  /**
   * The settings that differ on this machine: where the stand-ins are, who signs, and what in Azure is a
   * reference to the vault. Every other setting reaches the app as it was given.
   */
  static final List<String> OVERLAID =
      List.of(
          "DISCORD_API",
          "DISCORD_PUBLIC_KEY",
          "DISCORD_BOT_TOKEN",
          "HEARTH_MASTER_SECRET",
          "HEARTH_DNS_TOKEN",
          "HEARTH_PASSWORDS",
          "AZURE_ARM_ENDPOINT",
          "HearthControl__queueServiceUri",
          "HearthControl__tableServiceUri");

  /** Beside them: what App Service itself adds. */
  static final List<String> ADDED = List.of("IDENTITY_ENDPOINT", "IDENTITY_HEADER");

  private static final List<String> NEEDED =
      List.of(
          "DISCORD_APPLICATION_ID",
          "HEARTH_SERVERS",
          "AZURE_SUBSCRIPTION_ID",
          "HEARTH_RESOURCE_GROUP");

  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_.]*");
  private static final String REFERENCE = "@microsoft.keyvault(";

  /**
   * Checks what the stand-ins need.
   *
   * @throws UnusableSettings naming what is missing or wrong
   */
  public AppSettings {
    values = Map.copyOf(values);
    for (String name : NEEDED) {
      if (values.getOrDefault(name, "").isBlank()) {
        throw new UnusableSettings(name + " is missing");
      }
    }
    for (String name : new TreeSet<>(values.keySet())) {
      String value = values.get(name).toLowerCase(Locale.ROOT);
      if (!NAME.matcher(name).matches() || value.indexOf('\0') >= 0) {
        throw new UnusableSettings("a setting is called or holds what no environment can");
      }
      if (value.strip().startsWith(REFERENCE) && !OVERLAID.contains(name)) {
        throw new UnusableSettings(name + " refers to a vault, which the local run has not");
      }
    }
  }

  /** Those of the local run's own town. */
  public static AppSettings ofTown() {
    return new AppSettings(
        Map.of(
            "DISCORD_APPLICATION_ID", Town.APPLICATION,
            "HEARTH_SERVERS", Town.fleet(),
            "AZURE_SUBSCRIPTION_ID", "00000000-0000-0000-0000-0000000000aa",
            "HEARTH_RESOURCE_GROUP", "hearth-local",
            "HearthControl__credential", "managedidentity"));
  }

  /**
   * Those of a file: one JSON object, texts by name.
   *
   * @throws UnusableSettings when there is no such file, or it is something else
   */
  public static AppSettings read(Path file) {
    String text;
    try {
      text = Files.readString(file);
    } catch (IOException e) {
      throw new UnusableSettings(file + " cannot be read");
    }
    ObjectNode json =
        Json.objectIn(text)
            .orElseThrow(() -> new UnusableSettings(file + " is not one JSON object"));
    Map<String, String> values = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> one : json.properties()) {
      if (!one.getValue().isTextual()) {
        throw new UnusableSettings(file + ": " + one.getKey() + " is not a text");
      }
      values.put(one.getKey(), one.getValue().textValue());
    }
    return new AppSettings(values);
  }

  /** The servers. */
  Roster roster() {
    return Roster.of(values.get("HEARTH_SERVERS"));
  }

  /**
   * These with the local run's own laid over.
   *
   * @param local may name nothing beside {@link #OVERLAID} and {@link #ADDED}
   */
  Map<String, String> under(Map<String, String> local) {
    for (String name : local.keySet()) {
      if (!OVERLAID.contains(name) && !ADDED.contains(name)) {
        throw new IllegalArgumentException(name + " must reach the app as it was given");
      }
    }
    Map<String, String> all = new LinkedHashMap<>(values);
    all.putAll(local);
    return all;
  }

  /** Without a value: some are secrets. */
  @Override
  public String toString() {
    return "AppSettings" + new TreeSet<>(values.keySet());
  }
}
