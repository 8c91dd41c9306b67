package hearth.local.host;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.LocalTime;

/**
 * The queue settings of host.json, with the real host's defaults.
 *
 * @param mostPolling the longest wait between two looks at an idle queue
 * @param retryPause how long a failed message waits
 * @param batch how many messages are fetched at once
 * @param threshold when so few are in work, the next batch is fetched
 * @param attempts after how many a message goes to the poison queue
 * @param base64 whether messages are encoded
 */
record QueueOptions(
    Duration mostPolling,
    Duration retryPause,
    int batch,
    int threshold,
    int attempts,
    boolean base64) {

  static QueueOptions of(JsonNode hostJson) {
    JsonNode queues = hostJson.at("/extensions/queues");
    int batch = queues.path("batchSize").asInt(16);
    return new QueueOptions(
        duration(queues.path("maxPollingInterval"), Duration.ofMinutes(1)),
        duration(queues.path("visibilityTimeout"), Duration.ZERO),
        batch,
        queues.path("newBatchThreshold").asInt(batch / 2),
        queues.path("maxDequeueCount").asInt(5),
        queues.path("messageEncoding").asText("base64").equals("base64"));
  }

  private static Duration duration(JsonNode text, Duration otherwise) {
    return text.isTextual()
        ? Duration.between(LocalTime.MIDNIGHT, LocalTime.parse(text.textValue()))
        : otherwise;
  }
}
