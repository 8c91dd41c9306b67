package hearth.simulation;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SimulationTest {
  /** As many as fit into the quick tests; a mutation run asks for fewer. */
  private static final long SEEDS = Long.getLong("hearth.seeds", 1000);

  @Test
  void aThousandEveningsFullOfFaultsKeepEveryPromise() {
    long handled =
        LongStream.range(0, SEEDS).parallel().map(seed -> new Simulation(seed).run()).sum();
    System.out.println(SEEDS + " seeds, " + handled + " events handled");
    assertTrue(handled > SEEDS, "something was simulated");
  }
}
