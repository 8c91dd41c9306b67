package hearth.simulation;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The simulation is worth something: it notices what is done wrong on purpose. */
class SabotageTest {
  private static final long SEEDS = 3000;

  @ParameterizedTest
  @EnumSource(value = Sabotage.class, names = "NONE", mode = EnumSource.Mode.EXCLUDE)
  void whatIsDoneWrongOnPurposeIsNoticed(Sabotage sabotage) {
    long tried = 0;
    while (tried < SEEDS && keepsItsPromises(tried, sabotage)) {
      tried++;
    }
    System.out.println(sabotage + " was noticed at seed " + tried);
    assertTrue(tried < SEEDS, "no seed notices " + sabotage);
  }

  private static boolean keepsItsPromises(long seed, Sabotage sabotage) {
    try {
      new Simulation(seed, sabotage).run();
      return true;
    } catch (AssertionError broken) {
      return false;
    }
  }
}
