package hearth.local.discord;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;

/** An interaction on its way to an app, with the headers that Discord gives it. */
final class SignedRequest {
  private SignedRequest() {}

  static HttpRequest of(
      URI endpoint, InteractionSigner signer, Instant now, Duration patience, String body) {
    String timestamp = Long.toString(now.getEpochSecond());
    return HttpRequest.newBuilder(endpoint)
        .timeout(patience)
        .header("Content-Type", "application/json")
        .header("User-Agent", "Discord-Interactions/1.0 (+https://discord.com)")
        .header("X-Signature-Ed25519", signer.sign(timestamp, body))
        .header("X-Signature-Timestamp", timestamp)
        .POST(BodyPublishers.ofString(body))
        .build();
  }
}
