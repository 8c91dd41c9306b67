package hearth.core;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SnowflakeTest {

  /** The first line is the example of Discord's reference: increment 7, worker 1, process 0. */
  @ParameterizedTest
  @CsvSource({
    "2016-04-30T11:18:25.796Z,131079,175928847299117063",
    "2026-11-20T20:00:00Z,0,1573427714457600000",
    "2026-11-20T20:00:00Z,4194303,1573427714461794303",
    "2026-11-20T20:00:00Z,-1,1573427714461794303",
  })
  void anIdTellsWhenItWasMade(Instant when, int tail, String id) {
    assertEquals(id, Snowflake.at(when, tail));
    assertEquals(when, Snowflake.time(id));
  }
}
