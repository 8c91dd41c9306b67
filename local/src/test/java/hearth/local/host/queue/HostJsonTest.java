package hearth.local.host.queue;

import hearth.local.host.Staging;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HostJsonTest {
  @Test
  void theLongestPauseIsHostJsonsUnlessASettingSaysOtherwise() throws JsonProcessingException {
    Map<String, String> setting =
        Map.of("AzureFunctionsJobHost__extensions__queues__maxPollingInterval", "00:00:07");
    assertEquals(Duration.ofSeconds(1), longestPoll(Staging.HOST_JSON, Map.of()));
    assertEquals(Duration.ofSeconds(7), longestPoll(Staging.HOST_JSON, setting));
    assertEquals(Duration.ofSeconds(7), longestPoll("{}", setting));
  }

  private static Duration longestPoll(String json, Map<String, String> settings)
      throws JsonProcessingException {
    return HostJson.of(new ObjectMapper().readTree(json), settings).longestPoll();
  }
}
