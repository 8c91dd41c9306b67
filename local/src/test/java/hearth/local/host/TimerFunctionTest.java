package hearth.local.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TimerFunctionTest {
  @TempDir Path directory;

  private Staging staging() {
    return SampleApp.in(directory)
        .function("sweep", "sample.Ticks.tick", Staging.timer("0 0 0 1 1 *"));
  }

  @Test
  void itRunsAtOnceWhenAskedTo() throws Exception {
    try (Hosted host = new Hosted(staging())) {
      assertEquals(202, host.post("/admin/functions/sweep", "{}").statusCode());
      host.awaitLogged("tick {");
      String line = host.log().stream().filter(l -> l.contains("tick {")).findFirst().orElseThrow();
      JsonNode timer = new ObjectMapper().readTree(line.substring(line.indexOf('{')));
      assertTrue(timer.path("Schedule").isObject());
      assertTrue(timer.path("IsPastDue").isBoolean());
    }
  }

  @Test
  void itCanRunMoreOftenThanItsScheduleSays() {
    HostOptions often = HostOptions.of(staging().folder()).withTimersEvery(Duration.ofMillis(50));
    try (Hosted host = new Hosted(often, SharedAzurite.connectionString())) {
      Eventually.isTrue("three ticks", () -> host.logged("tick {") >= 3);
    }
  }

  @Test
  void askingForAFunctionThatIsNoTimerIsNotFound() {
    try (Hosted host = new Hosted(staging())) {
      assertEquals(404, host.post("/admin/functions/nothing", "{}").statusCode());
      assertEquals(
          404, host.send(host.request("/admin/functions/sweep").GET().build()).statusCode());
    }
  }
}
