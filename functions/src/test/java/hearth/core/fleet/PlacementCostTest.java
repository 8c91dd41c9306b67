package hearth.core.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import hearth.core.Cost;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The estimate of what a machine costs, and the money model that it is held to. */
class PlacementCostTest {
  @Test
  void anHourCostsWhatTheMoneyModelSays() throws IOException {
    JsonNode prices = new ObjectMapper().readTree(Path.of("../bench/money/prices.json").toFile());
    double machine = prices.at("/prices/machine-hours/usd").doubleValue();
    double address = prices.at("/prices/address-hours/usd").doubleValue();
    Placement placement = new Placement("set", "Standard_D2ads_v5", true, machine);
    assertEquals(machine + address, placement.costPerHour(), 1e-12);
    assertEquals(machine + address, Cost.of(3600, placement.costPerHour()).dollars(), 1e-12);
  }

  @ParameterizedTest(name = "{0} s at {1} an hour: {2} dollars and {3} s without a price")
  @CsvSource({
    "3600, 0.025, 0.025, 0",
    "1, 3.6, 0.001, 0",
    "0, 0.025, 0, 0",
    "-5, 0.025, 0, 0",
    "3600, 0, 0, 3600",
    "-5, 0, 0, 0",
  })
  void timeWithoutAPriceIsNoTimeForFree(
      long seconds, double perHour, double dollars, long unpriced) {
    Cost cost = Cost.of(seconds, perHour);
    assertEquals(dollars, cost.dollars(), 1e-12);
    assertEquals(unpriced, cost.unpricedSeconds());
  }

  @ParameterizedTest(name = "{0} dollars and {1} s without a price: known {2}, only a part {3}")
  @CsvSource({
    "0, 0, false, false",
    "0, 60, false, false",
    "0.1, 0, true, false",
    "0.1, 60, true, true"
  })
  void whatIsKnownOfItIsSaid(double dollars, long unpriced, boolean known, boolean part) {
    Cost cost = new Cost(dollars, unpriced);
    assertEquals(known, cost.isKnown());
    assertEquals(part, cost.isPartial());
  }

  @Test
  void aPlacementWithoutAPriceHasNoCostThoughItsAddressHas() {
    assertEquals(0, new Placement("set", "Standard_D2ads_v5", true, 0).costPerHour());
  }
}
