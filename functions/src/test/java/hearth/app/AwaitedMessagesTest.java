package hearth.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AwaitedMessagesTest {
  private static final String ONE = "1307000000000000001";
  private static final String TWO = "1307000000000000002";

  private final StillTime awaited = new StillTime();

  @BeforeEach
  void warm() {
    assertTrue(awaited.loaded());
    assertFalse(awaited.loaded());
  }

  @Test
  void itIsLookedForLessAndLessOftenUntilTwoSecondsAreOver() {
    awaited.expect(ONE);
    assertEquals(
        List.of(10L, 20L, 40L, 80L, 160L, 320L, 570L, 820L, 1070L, 1320L, 1570L, 1820L),
        awaited.looks());
  }

  @Test
  void onceItIsSeenNobodyLooksAnyMore() {
    awaited.expect(ONE);
    assertEquals(List.of(10L, 20L), awaited.looks(2, () -> awaited.seen(ONE)));
  }

  @Test
  void theFirstAnswerOfAProcessHasMoreTimeToGo() {
    StillTime cold = new StillTime();
    cold.expect(ONE);
    assertEquals(250L, cold.looks().getFirst());
  }

  @Test
  void aBurstIsOneLoop() {
    for (int i = 0; i < 100; i++) {
      awaited.expect("13070000000000001" + i);
    }
    assertEquals(1, awaited.begun);
    assertEquals(12, awaited.looks().size());
    awaited.expect(TWO);
    assertEquals(2, awaited.begun);
  }

  @Test
  void aSecondCommandIsLookedForAsSoonAsTheFirst() {
    awaited.expect(ONE);
    List<Long> looks =
        awaited.looks(
            6,
            () -> {
              awaited.seen(ONE);
              awaited.expect(TWO);
            });
    assertEquals(List.of(320L, 330L, 340L, 360L), looks.subList(5, 9));
    assertEquals(1, awaited.begun);
  }

  @Test
  void aTickIsLookedForWhenItIsDueAndNotBefore() {
    awaited.expectTick("valheim", 7, 5000);
    assertEquals(List.of(5000L), awaited.looks(1, () -> awaited.seenTick("valheim", 7)));
  }

  @Test
  void aCommandDoesNotWaitForATick() {
    awaited.expectTick("valheim", 7, 5000);
    awaited.expect(ONE);
    List<Long> looks = awaited.looks(1, () -> awaited.seen(ONE));
    assertEquals(List.of(10L, 5000L), looks.subList(0, 2));
  }

  @Test
  void anotherServersTickIsAnotherOne() {
    awaited.expectTick("valheim", 7, 0);
    awaited.seenTick("valheim", 8);
    awaited.seenTick("other", 7);
    assertEquals(12, awaited.looks().size());
  }

  @Test
  void aLoopThatBrokeOffLeavesNothingBehind() {
    awaited.expect(ONE);
    awaited.giveUp();
    assertEquals(List.of(), awaited.looks());
    awaited.expect(TWO);
    assertEquals(2, awaited.begun);
  }

  @Test
  void aQueueThatCannotBeReadIsLookedAtAgain() throws InterruptedException {
    Logger silent = Logger.getAnonymousLogger();
    silent.setLevel(Level.OFF);
    List<Integer> looks = new ArrayList<>();
    awaited.expect(ONE);
    assertTrue(awaited.awaitTurn());
    CommandLooks.loop(
        awaited,
        log -> {
          looks.add(looks.size());
          if (looks.size() == 3) {
            awaited.seen(ONE);
          }
          throw new IllegalStateException("the storage is away");
        },
        silent);
    assertEquals(3, looks.size());
  }
}
