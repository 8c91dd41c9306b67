package hearth.local.host.queue;

import hearth.local.host.function.HostException;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.Map;

/**
 * The settings of host.json that this host heeds, with the real host's defaults.
 *
 * @param routePrefix what every HTTP route begins with; may be empty
 * @param longestPoll the longest pause between two looks at an idle queue
 * @param retryPause how long a failed message waits for its next attempt
 * @param batchSize how many messages are fetched at once
 * @param newBatchThreshold the next batch is fetched when no more than so many are in work
 * @param maxDequeueCount after so many attempts a message goes to the poison queue
 * @param encoding how messages are written
 */
public record HostJson(
    String routePrefix,
    Duration longestPoll,
    Duration retryPause,
    int batchSize,
    int newBatchThreshold,
    int maxDequeueCount,
    MessageEncoding encoding) {

  private static final int MOST_AT_ONCE = 32;
  private static final String LONGEST_POLL =
      "AzureFunctionsJobHost__extensions__queues__maxPollingInterval";

  /** Refuses what the real host refuses. */
  public HostJson {
    if (batchSize < 1 || batchSize > MOST_AT_ONCE) {
      throw new HostException("host.json: batchSize must be from 1 to " + MOST_AT_ONCE);
    }
    if (newBatchThreshold < 0 || maxDequeueCount < 1) {
      throw new HostException("host.json: newBatchThreshold or maxDequeueCount is too small");
    }
  }

  /**
   * @param settings the app's settings: as in Azure, one of them may override the longest pause
   */
  public static HostJson of(JsonNode json, Map<String, String> settings) {
    JsonNode queues = json.at("/extensions/queues");
    String longest = queues.path("maxPollingInterval").asText("00:01:00");
    int batchSize = queues.path("batchSize").asInt(16);
    return new HostJson(
        json.at("/extensions/http/routePrefix").asText("api"),
        duration("maxPollingInterval", settings.getOrDefault(LONGEST_POLL, longest)),
        duration("visibilityTimeout", queues.path("visibilityTimeout").asText("00:00:00")),
        batchSize,
        queues.path("newBatchThreshold").asInt(batchSize / 2),
        queues.path("maxDequeueCount").asInt(5),
        encoding(queues.path("messageEncoding").asText("base64")));
  }

  private static MessageEncoding encoding(String encoding) {
    return switch (encoding) {
      case "base64" -> MessageEncoding.BASE64;
      case "none" -> MessageEncoding.NONE;
      default -> throw new HostException("host.json: there is no messageEncoding " + encoding);
    };
  }

  private static Duration duration(String member, String text) {
    try {
      return Duration.ofNanos(LocalTime.parse(text).toNanoOfDay());
    } catch (DateTimeParseException e) {
      throw new HostException("host.json: " + member + " is not like 00:00:10", e);
    }
  }
}
