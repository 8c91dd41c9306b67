package hearth.local.arm;

import hearth.local.http.TokenBucket;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Azure's limits of requests a scale set, times a scale. */
final class ArmLimits {
  private final double scale;
  private final Map<String, TokenBucket> updates = new ConcurrentHashMap<>();
  private final Map<String, TokenBucket> reads = new ConcurrentHashMap<>();

  ArmLimits(double scale) {
    this.scale = scale;
  }

  /** Zero when the request may pass, else how long to wait. */
  Duration admit(String set, String method, Instant now) {
    TokenBucket bucket =
        method.equals("GET")
            ? reads.computeIfAbsent(set, name -> bucket(36, 12, now))
            : updates.computeIfAbsent(set, name -> bucket(12, 4, now));
    return bucket.take(now);
  }

  private TokenBucket bucket(double size, double perMinute, Instant now) {
    return new TokenBucket(size * scale, perMinute * scale / 60, now);
  }
}
