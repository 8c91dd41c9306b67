package hearth.bench.warm;

import hearth.local.discord.InteractionShapes;
import hearth.local.discord.InteractionSigner;
import hearth.local.http.Json;
import hearth.local.stack.Town;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;

/** A signed request, good for five minutes. */
public record SignedRequest(String timestamp, String body, String signature) {

  /** {@code /server start}, from somebody who may. */
  public static SignedRequest command(InteractionSigner signer) {
    InteractionShapes shapes = new InteractionShapes(Town.PLACE, InstantSource.system());
    return signed(
        signer,
        Json.text(shapes.command(Town.ADA, "server", "start", Map.of("server", "valheim"))));
  }

  private static SignedRequest signed(InteractionSigner signer, String body) {
    String timestamp = Long.toString(Instant.now().getEpochSecond());
    return new SignedRequest(timestamp, body, signer.sign(timestamp, body));
  }
}
