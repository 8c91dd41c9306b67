package hearth.local.discord.route;

import hearth.local.discord.model.DiscordError;

import hearth.local.http.Reply;
import hearth.local.http.TokenBucket;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Discord's limits of requests: one for the bot as a whole, one for each route. */
public final class DiscordLimits {
  private static final int BURST = 5;

  private final double scale;
  private final InstantSource clock;
  private final TokenBucket global;
  private final Map<String, TokenBucket> routes = new ConcurrentHashMap<>();

  public DiscordLimits(double scale, InstantSource clock) {
    this.scale = scale;
    this.clock = clock;
    this.global = new TokenBucket(50 * scale, 50 * scale, clock.instant());
  }

  /** Five in two seconds for each {@code key}; not bound by the limit of the bot. */
  Reply webhook(String key, Supplier<Reply> work) {
    return limited(key, Duration.ofSeconds(2), work);
  }

  /** Five in five seconds for each {@code key}, and fifty a second for all of the bot. */
  Reply bot(String key, Supplier<Reply> work) {
    Duration wait = global.take(clock.instant());
    return wait.isZero()
        ? limited(key, Duration.ofSeconds(5), work)
        : DiscordError.tooMany(wait, "global");
  }

  private Reply limited(String key, Duration window, Supplier<Reply> work) {
    Instant now = clock.instant();
    double perSecond = BURST * scale / window.toSeconds();
    TokenBucket bucket =
        routes.computeIfAbsent(key, name -> new TokenBucket(BURST * scale, perSecond, now));
    Duration wait = bucket.take(now);
    Reply reply = wait.isZero() ? work.get() : DiscordError.tooMany(wait, "user");
    double reset = wait.isZero() ? 1 / perSecond : wait.toMillis() / 1000.0;
    return reply
        .with("X-RateLimit-Bucket", Integer.toHexString(key.hashCode()))
        .with("X-RateLimit-Limit", Integer.toString((int) (BURST * scale)))
        .with("X-RateLimit-Remaining", Integer.toString(bucket.left()))
        .with("X-RateLimit-Reset-After", Double.toString(reset));
  }
}
