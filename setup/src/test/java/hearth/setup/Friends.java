package hearth.setup;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** A guild with two servers, of whom nobody else's changes are felt here. */
public final class Friends {
  public static final String APPLICATION = "1200000000000000001";
  public static final String BOT_TOKEN = "bot-token-of-friends";
  public static final String GUILD = "1100000000000000001";
  public static final String CHANNEL = "1100000000000000002";
  public static final String OPERATOR = "1100000000000000009";
  public static final List<String> SERVERS = List.of("valheim", "minecraft");
  public static final Map<String, String> SCALE_SETS =
      Map.of(
          "hearth-valheim-a", "Standard_D2as_v5",
          "hearth-valheim-b", "Standard_D2s_v5",
          "hearth-minecraft-a", "Standard_D2as_v5");

  private Friends() {}

  /** The fleet setting. */
  public static String fleet() {
    try (InputStream in = Friends.class.getResourceAsStream("fleet.json")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
