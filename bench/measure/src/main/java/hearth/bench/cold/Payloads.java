package hearth.bench.cold;

import hearth.local.discord.InteractionShapes;
import hearth.local.http.Json;
import hearth.local.stack.Town;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/** Discord's requests to the interactions function. */
final class Payloads {
  private Payloads() {}

  static List<Payload> interactions() {
    InteractionShapes shapes = new InteractionShapes(Town.PLACE, InstantSource.system());
    return List.of(
        new Payload("PING", Json.text(shapes.ping()), "{\"type\":1"),
        new Payload(
            "command",
            Json.text(shapes.command(Town.ADA, "server", "start", Map.of("server", "valheim"))),
            "{\"type\":5"),
        new Payload(
            "autocomplete",
            Json.text(shapes.autocomplete(Town.ADA, "server", "start", "server", "val")),
            "\"choices\":[{"));
  }
}
