package hearth.simulation;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SimulationTest {
  private static final long SEEDS = 1000;

  @Test
  void aThousandEveningsFullOfFaultsKeepEveryPromise() {
    long handled =
        LongStream.range(0, SEEDS).parallel().map(seed -> new Simulation(seed).run()).sum();
    System.out.println(SEEDS + " seeds, " + handled + " events handled");
    assertTrue(handled > SEEDS, "something was simulated");
  }

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
