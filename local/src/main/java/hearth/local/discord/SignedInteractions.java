package hearth.local.discord;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hearth.local.discord.model.Interaction;
import hearth.local.http.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Discord's other side: signs interactions, posts them to the app, waits at most three seconds, and
 * hands the answer to the channel.
 */
public final class SignedInteractions implements AutoCloseable {
  private final Options options;
  private final DiscordStandIn discord;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /**
   * The options of sending interactions.
   *
   * @param endpoint the app's interactions endpoint
   * @param patience how long an answer may take
   * @param late how long the answer stays on its way between the app and Discord: meanwhile the
   *     token answers 404, as happens to an app that is very quick
   */
  public record Options(
      URI endpoint,
      InteractionSigner signer,
      Duration patience,
      Duration late,
      InstantSource clock) {

    /** As Discord does it. */
    public static Options likeDiscord(URI endpoint, InteractionSigner signer) {
      return new Options(
          endpoint, signer, Duration.ofSeconds(3), Duration.ZERO, InstantSource.system());
    }

    /** The same, the answer taking this long to arrive. */
    public Options deliveredLate(Duration pause) {
      return new Options(endpoint, signer, patience, pause, clock);
    }
  }

  /**
   * The outcome of an interaction.
   *
   * @param status what the app answered; 0 when it did not in time
   * @param callback the answer, when it was JSON
   * @param delivered whether Discord took it; else the person reads that the app did not respond
   */
  public record Outcome(
      Interaction interaction, int status, Optional<JsonNode> callback, boolean delivered) {}

  /** Sends to one app; the answers go to {@code discord}. */
  public SignedInteractions(Options options, DiscordStandIn discord) {
    this.options = options;
    this.discord = discord;
  }

  /** Signs and sends, returns when the answer has arrived in the channel or the time is over. */
  public Outcome send(ObjectNode interaction) {
    Interaction sent = Interaction.of(interaction, options.clock().instant());
    discord.register(sent);
    return post(sent, Json.text(interaction));
  }

  /** The same interaction once more, as the network may do; its id and token stay what they are. */
  public Outcome sendAgain(ObjectNode interaction) {
    Interaction sent = Interaction.of(interaction, options.clock().instant());
    return post(sent, Json.text(interaction));
  }

  private Outcome post(Interaction sent, String body) {
    try {
      HttpResponse<String> answer = http.send(signed(body), BodyHandlers.ofString());
      Optional<JsonNode> callback = Json.parse(answer.body());
      Thread.sleep(options.late());
      boolean delivered =
          answer.statusCode() == 200
              && callback.filter(json -> discord.respond(sent, json)).isPresent();
      return new Outcome(sent, answer.statusCode(), callback, delivered);
    } catch (IOException e) {
      return new Outcome(sent, 0, Optional.empty(), false);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Outcome(sent, 0, Optional.empty(), false);
    }
  }

  private HttpRequest signed(String body) {
    return SignedRequest.of(
        options.endpoint(), options.signer(), options.clock().instant(), options.patience(), body);
  }

  @Override
  public void close() {
    http.close();
  }
}
