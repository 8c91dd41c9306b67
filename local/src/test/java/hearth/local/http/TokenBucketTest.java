package hearth.local.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TokenBucketTest {
  private static final Instant START = Instant.parse("2026-03-01T18:00:00Z");
  private final TokenBucket bucket = new TokenBucket(2, 0.5, START);

  @Test
  void aBurstPassesAndThenOneAtATime() {
    assertEquals(Duration.ZERO, bucket.take(START));
    assertEquals(Duration.ZERO, bucket.take(START));
    assertEquals(Duration.ofSeconds(2), bucket.take(START));
    assertEquals(Duration.ofSeconds(1), bucket.take(START.plusSeconds(1)));
    assertEquals(Duration.ZERO, bucket.take(START.plusSeconds(2)));
    assertEquals(0, bucket.left());
  }

  @Test
  void itNeverHoldsMoreThanItsSize() {
    Instant later = START.plusSeconds(3600);
    bucket.take(later);
    assertEquals(1, bucket.left());
  }
}
