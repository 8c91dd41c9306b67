package hearth.local.discord.model;

import hearth.local.http.Request;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * Options of the stand-in for Discord.
 *
 * @param port 0 for a free one
 * @param tls https when present
 * @param application the id of the application
 * @param botToken what {@code Authorization: Bot …} must say
 * @param tokenLife how long an interaction's token can be used
 * @param nonceWindow how long an enforced nonce returns the first message again
 * @param limitScale times Discord's limits (50 requests a second for the bot, 5 in 2 s for one
 *     interaction, 5 in 5 s for one channel)
 */
public record DiscordOptions(
    int port,
    Optional<SSLContext> tls,
    String application,
    String botToken,
    Duration tokenLife,
    Duration nonceWindow,
    double limitScale,
    InstantSource clock) {

  /** Discord's own behaviour, on a free port without TLS. */
  public static DiscordOptions likeDiscord(String application, String botToken) {
    return new DiscordOptions(
        0,
        Optional.empty(),
        application,
        botToken,
        Duration.ofMinutes(15),
        Duration.ofMinutes(3),
        1,
        InstantSource.system());
  }

  /** The same on a chosen port. */
  public DiscordOptions onPort(int chosen) {
    return new DiscordOptions(
        chosen, tls, application, botToken, tokenLife, nonceWindow, limitScale, clock);
  }

  /** The same with other limits of requests. */
  public DiscordOptions limits(double scale) {
    return new DiscordOptions(
        port, tls, application, botToken, tokenLife, nonceWindow, scale, clock);
  }

  /** The same by another clock. */
  public DiscordOptions by(InstantSource other) {
    return new DiscordOptions(
        port, tls, application, botToken, tokenLife, nonceWindow, limitScale, other);
  }

  public boolean isBot(Request request) {
    return request.header("Authorization").filter(("Bot " + botToken)::equals).isPresent();
  }

  @Override
  public String toString() {
    return "DiscordOptions[port=" + port + ", application=" + application + "]";
  }
}
