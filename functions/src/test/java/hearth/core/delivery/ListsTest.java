package hearth.core.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.core.rules.Timer;
import hearth.core.rules.Timers;
import hearth.core.state.Draft;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every target and every timer that there is takes part, in the order of the one list. */
class ListsTest {
  private static List<String> names(Class<?> sealed) {
    return Stream.of(sealed.getPermittedSubclasses()).map(Class::getSimpleName).toList();
  }

  @Test
  void targetsAreServedInTheOrderInWhichTheyAreListed() {
    assertEquals(
        names(Target.class),
        Targets.all().stream().map(target -> target.getClass().getSimpleName()).toList());
    assertEquals(TickTarget.class, Targets.all().getFirst().getClass());
  }

  @Test
  void timersFireInTheOrderInWhichTheyAreListed() {
    assertEquals(
        names(Timer.class),
        Timers.all().stream().map(timer -> timer.getClass().getSimpleName()).toList());
  }

  static Stream<Timer> timers() {
    return Timers.all().stream();
  }

  @ParameterizedTest
  @MethodSource("timers")
  void noTimerRunsOnAServerThatNeverStarted(Timer timer) {
    Story story = new Story();
    assertNull(timer.at(new Draft(story.server, story.state, story.now)));
  }

  static Stream<Target> targets() {
    return Targets.all().stream();
  }

  @ParameterizedTest
  @MethodSource("targets")
  void noTargetWantsAnythingOfAServerThatNeverStarted(Target target) {
    Story story = new Story();
    assertNull(target.due(story.server, story.state, Findings.NONE, story.now));
    assertTrue(target.isSettled(new Draft(story.server, story.state, story.now)));
  }
}
