package hearth.bench.scale;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class SettingLimitTest {
  private static final Path ROOT = Path.of(System.getProperty("hearth.project"));
  private static final Path EXAMPLE = ROOT.resolve("contracts/examples/servers/full.json");

  @Test
  void soManyServersFitIntoOneSettingAndTwoMoreDoNot() throws IOException {
    int most = SettingLimit.of(EXAMPLE).servers();
    assertTrue(setting(most).length() <= SettingLimit.LONGEST);
    assertTrue(setting(most + 2).length() > SettingLimit.LONGEST);
  }

  @Test
  void theDocumentationSaysTheSame() throws IOException {
    String docs = Files.readString(ROOT.resolve("docs/scale.md"));
    assertTrue(docs.contains("**" + SettingLimit.of(EXAMPLE).servers() + " servers**"));
  }

  /** The example's servers over and over. */
  private static String setting(int servers) throws IOException {
    ObjectNode fleet = (ObjectNode) new ObjectMapper().readTree(EXAMPLE.toFile());
    JsonNode declared = fleet.path("servers").deepCopy();
    ArrayNode many = fleet.putArray("servers");
    for (int i = 0; i < servers; i++) {
      many.add(declared.get(i % declared.size()));
    }
    return fleet.toString();
  }
}
