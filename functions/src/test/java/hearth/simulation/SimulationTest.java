package hearth.simulation;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SimulationTest {
  private static final long SEEDS = 1000;

  @Test
  void aThousandEveningsFullOfFaultsKeepEveryPromise() {
    long handled =
        LongStream.range(0, SEEDS).parallel().map(seed -> new Simulation(seed).run()).sum();
    System.out.println(SEEDS + " seeds, " + handled + " events handled");
    assertTrue(handled > SEEDS, "something was simulated");
  }
}
