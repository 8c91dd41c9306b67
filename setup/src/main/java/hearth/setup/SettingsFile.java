package hearth.setup;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * The app's settings as the person at this machine has them: {@code local.settings.json} as the
 * Functions tools know it (all under {@code Values}), or the plain object that the local run
 * writes. What the environment says comes first.
 */
public final class SettingsFile {
  private static final ObjectMapper JSON = new ObjectMapper();

  private SettingsFile() {}

  /**
   * The settings of a file, overlaid with the environment.
   *
   * @param file need not be there unless {@code named}
   * @param named whether a person asked for this very file
   * @throws Problem where it cannot be read; its contents are not quoted
   */
  public static Map<String, String> read(
      Path file, boolean named, Map<String, String> environment) {
    Map<String, String> settings = new TreeMap<>();
    if (named || Files.exists(file)) {
      values(file)
          .properties()
          .forEach(
              field -> {
                if (field.getValue().isTextual() && !field.getValue().asText().isBlank()) {
                  settings.put(field.getKey(), field.getValue().asText());
                }
              });
    }
    settings.putAll(environment);
    return settings;
  }

  private static JsonNode values(Path file) {
    try {
      JsonNode json = JSON.readTree(Files.readString(file));
      if (json == null || !json.isObject()) {
        throw new Problem(file + " does not hold a JSON object.");
      }
      return json.has("Values") ? json.get("Values") : json;
    } catch (JsonProcessingException e) {
      throw new Problem(
          file + " is not JSON: line " + e.getLocation().getLineNr() + " is where it breaks.");
    } catch (IOException e) {
      throw new Problem(
          file + " cannot be read. Copy local.settings.sample.json to it and fill it in.");
    }
  }
}
