package hearth.core.delivery;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import hearth.core.Player;
import hearth.core.event.MachineEvent;
import hearth.core.event.MachineEvent.GamePhase;
import java.lang.management.ManagementFactory;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the rules allocate for one event: it decides how long they take. */
class PlanAllocationTest {
  private static final int TIMES = 50;
  private static final long MOST_BYTES = 8_000;

  @Test
  void aReportWithSixtyFourPlayersOnAllocatesLittle() {
    Story story = Story.running();
    Player[] players =
        IntStream.range(0, 64)
            .mapToObj(i -> new Player("p" + i, "p" + i, story.now))
            .toArray(Player[]::new);
    story.happens(
        story
            .report(MachineEvent.Type.PLAYERS, GamePhase.RUNNING)
            .roster(players)
            .count(64)
            .event());
    story.delivered();
    MachineEvent next =
        story
            .report(MachineEvent.Type.HEARTBEAT, GamePhase.RUNNING)
            .roster(players)
            .count(64)
            .event();
    // What is made once is made by the first run.
    run(story, next);
    long each = run(story, next) / TIMES;
    assertTrue(each > 0 && each <= MOST_BYTES, () -> each + " bytes");
  }

  private static long run(Story story, MachineEvent event) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    for (int i = 0; i < TIMES; i++) {
      Steps.after(story.server, story.state, event, story.now);
    }
    return threads.getCurrentThreadAllocatedBytes() - before;
  }
}
