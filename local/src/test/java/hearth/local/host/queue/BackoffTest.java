package hearth.local.host.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BackoffTest {

  @ParameterizedTest
  @CsvSource({
    // As azure-sdk-for-net has it: 0.1 s, and each time twice as much more, times 0.8 to 1.2.
    "0.0, '100 180 260 420 740 1380 2660 5220 10340 20580 30000 30000'",
    "0.5, '100 200 300 500 900 1700 3300 6500 12900 25700 30000 30000'",
    "1.0, '100 220 340 580 1060 2020 3940 7780 15460 30000 30000 30000'"
  })
  void pausesDoubleUpToTheLongest(double chance, String expected) {
    Backoff backoff = new Backoff(Duration.ofSeconds(30), () -> chance);
    assertEquals(100, backoff.next(true).toMillis());
    assertEquals(expected.substring(4), pauses(backoff, 11));
    assertEquals(100, backoff.next(true).toMillis());
    assertEquals(expected.substring(4), pauses(backoff, 11));
  }

  @Test
  void aQueueThatNeverHeldAnythingBeginsWithTheShortestToo() {
    assertEquals("100 200 300 500", pauses(new Backoff(Duration.ofSeconds(30), () -> 0.5), 4));
  }

  @Test
  void onceAtTheLongestItStaysThereWhateverChanceSays() {
    List<Double> chances = new java.util.ArrayList<>(List.of(1.0, 0.0, 0.0));
    Backoff backoff =
        new Backoff(Duration.ofMillis(210), () -> chances.size() > 1 ? chances.removeFirst() : 0.0);
    assertEquals("100 210 210 210", pauses(backoff, 4));
  }

  @Test
  void noPauseIsShorterThanATenthOfASecond() {
    assertEquals("100 100", pauses(new Backoff(Duration.ofMillis(1), () -> 0.5), 2));
  }

  private static String pauses(Backoff backoff, int count) {
    return String.join(
        " ",
        Stream.generate(() -> backoff.next(false))
            .limit(count)
            .map(pause -> Long.toString(pause.toMillis()))
            .toList());
  }
}
