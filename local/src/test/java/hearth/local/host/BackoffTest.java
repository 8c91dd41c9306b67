package hearth.local.host;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class BackoffTest {
  @Test
  void pausesDoubleUpToTheLongestAndBeginAgain() {
    Backoff backoff = new Backoff(Duration.ofMillis(500));
    List<Long> pauses = Stream.generate(backoff::next).limit(5).map(Duration::toMillis).toList();
    assertEquals(List.of(100L, 200L, 400L, 500L, 500L), pauses);
    backoff.reset();
    assertEquals(Duration.ofMillis(100), backoff.next());
  }
}
