package hearth.local.stack;

import hearth.local.discord.Person;
import hearth.local.discord.Place;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** The guild, the people and the fleet of the local run. */
public final class Town {
  /** The application's id. */
  public static final String APPLICATION = "1200000000000000001";

  /** The bot's token: worth nothing anywhere else. */
  public static final String BOT_TOKEN = "local-bot-token";

  /** The guild's id. */
  public static final String GUILD = "1100000000000000001";

  /** The channel that is told of every server. */
  public static final String CHANNEL = "1100000000000000002";

  /** Where the operator reads. */
  public static final String OPERATOR = "1100000000000000009";

  /** The role that may stop. */
  public static final String KEEPER = "1100000000000000005";

  /** May do everything. */
  public static final Person ADA = Person.of("1000000000000000001", "Ada", KEEPER);

  /** May start, but not stop. */
  public static final Person BEN = Person.of("1000000000000000002", "Ben");

  /** Where interactions come from. */
  public static final Place PLACE = new Place(APPLICATION, GUILD, CHANNEL);

  /** The scale sets of the fleet, with their sizes. */
  public static final Map<String, String> SCALE_SETS =
      Map.of(
          "hearth-valheim-a", "Standard_D2as_v5",
          "hearth-valheim-b", "Standard_D2s_v5",
          "hearth-minecraft-a", "Standard_D2as_v5",
          "hearth-factorio-a", "Standard_D2as_v5");

  /** The servers of the fleet. */
  public static final List<String> SERVERS = List.of("valheim", "minecraft", "factorio");

  private Town() {}

  /** The server whose scale set that is. */
  public static String serverOf(String scaleSet) {
    return SERVERS.stream()
        .filter(server -> scaleSet.startsWith("hearth-" + server + "-"))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no server has the set " + scaleSet));
  }

  /** The game profile of a server. */
  public static String gameOf(String server) {
    return server.equals("minecraft") ? "minecraft-java" : server;
  }

  /** The fleet setting. */
  public static String fleet() {
    try (InputStream in = Town.class.getResourceAsStream("fleet.json")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
