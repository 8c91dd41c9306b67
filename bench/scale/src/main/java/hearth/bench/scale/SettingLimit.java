package hearth.bench.scale;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;

/**
 * The number of servers that one app setting can declare.
 *
 * @param servers how many like those of the example
 * @param characters what one of them takes, with its comma and without white space
 */
record SettingLimit(int servers, int characters) {
  /** Windows' longest environment variable, which an app setting becomes. */
  static final int LONGEST = 32_767;

  static SettingLimit of(Path example) throws IOException {
    JsonNode fleet = new ObjectMapper().readTree(example.toFile());
    int declared = fleet.path("servers").size();
    int all = fleet.path("servers").toString().length();
    int frame = fleet.toString().length() - all + 1;
    int each = Math.ceilDiv(all - 1, declared);
    return new SettingLimit((LONGEST - frame) / each, each);
  }
}
