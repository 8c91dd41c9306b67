package hearth.bench.scale;

import hearth.app.settings.Settings;
import hearth.core.fleet.Fleet;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Fleets of any size, read from a setting as the app reads its own. */
final class Fleets {
  private static final String ID = "1100000000000000001";

  private Fleets() {}

  /** So many servers of one guild; nobody is held back and nothing stops by itself. */
  static Fleet of(int servers) {
    String setting =
        IntStream.range(0, servers)
            .mapToObj(Fleets::server)
            .collect(Collectors.joining(",", "{\"v\":1,\"servers\":[", "]}"));
    return Settings.door(
            Map.of(
                "DISCORD_APPLICATION_ID", ID,
                "DISCORD_PUBLIC_KEY", "0".repeat(64),
                "HEARTH_SERVERS", setting))
        .fleet();
  }

  private static String server(int n) {
    return """
    {"name":"s%d","game":"valheim","guild":"%s","channel":"%s","port":2456,
     "placements":[{"scaleSet":"hearth-s%d","size":"Standard_D2as_v5"}],
     "allow":{"start":["everyone"],"stop":["everyone"]},
     "limits":{"monthlyHours":0,"startsPerPersonPerHour":0}}"""
        .formatted(n, ID, ID, n);
  }
}
