package hearth.bell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PaceTest {
  private static final long SECOND = 1_000_000_000L;
  private final List<Long> slept = new ArrayList<>();
  private long now;

  private final Pace pace =
      new Pace(
          () -> now,
          nanos -> {
            slept.add(nanos);
            now += nanos;
          });

  @Test
  void theFirstLooksAtOnceAndTheNextASecondLater() throws InterruptedException {
    assertTrue(pace.awaitTurn());
    now += SECOND / 4;
    assertTrue(pace.awaitTurn());
    assertEquals(List.of(3 * SECOND / 4), slept);
    now += 5 * SECOND;
    assertTrue(pace.awaitTurn());
    assertEquals(1, slept.size());
  }

  @Test
  void whoRingsWhileALookIsDueIsServedByIt() throws InterruptedException {
    List<Boolean> others = new ArrayList<>();
    Pace[] self = new Pace[1];
    self[0] =
        new Pace(
            () -> now,
            nanos -> {
              for (int i = 0; i < 100; i++) {
                others.add(self[0].awaitTurn());
              }
              now += nanos;
            });
    assertTrue(self[0].awaitTurn());
    assertTrue(self[0].awaitTurn());
    assertEquals(100, others.size());
    assertFalse(others.contains(true));
  }

  @Test
  void anInterruptedWaitHoldsUpNobody() throws InterruptedException {
    Pace[] broken = new Pace[1];
    boolean[] interrupt = {true};
    broken[0] =
        new Pace(
            () -> now,
            nanos -> {
              if (interrupt[0]) {
                throw new InterruptedException();
              }
            });
    assertTrue(broken[0].awaitTurn());
    assertThrows(InterruptedException.class, broken[0]::awaitTurn);
    interrupt[0] = false;
    assertTrue(broken[0].awaitTurn());
  }
}
