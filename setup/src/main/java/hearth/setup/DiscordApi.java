package hearth.setup;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Discord's REST interface as the bot. Short waits that Discord asks for are waited out. */
public final class DiscordApi implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration TIMEOUT = Duration.ofSeconds(15);
  private static final double LONGEST_WAIT_SECONDS = 6;
  private static final int ATTEMPTS = 3;

  private final String base;
  private final String token;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(TIMEOUT)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  /**
   * Talks to Discord as one bot.
   *
   * @param api such as {@code https://discord.com/api/v10}
   * @param token the bot's token: a secret
   */
  public DiscordApi(URI api, String token) {
    this.base = api.toString().replaceAll("/$", "");
    this.token = token;
  }

  /**
   * Discord's answer.
   *
   * @param date the header {@code Date}, or an empty text
   */
  public record Answer(int status, JsonNode body, String date) {
    /** Whether it is what was asked for. */
    public boolean fine() {
      return status >= 200 && status < 300;
    }

    /** Discord's own number for an error, or 0. */
    public int code() {
      return body.path("code").asInt();
    }
  }

  /**
   * Reads.
   *
   * @throws Problem where Discord cannot be reached
   */
  public Answer get(String path) {
    return send("GET", path, null);
  }

  /**
   * Overwrites.
   *
   * @throws Problem where Discord cannot be reached
   */
  public Answer put(String path, JsonNode body) {
    return send("PUT", path, body);
  }

  private Answer send(String method, String path, JsonNode body) {
    try {
      Answer answer = once(method, path, body);
      for (int attempt = 1; attempt < ATTEMPTS && worthWaiting(answer); attempt++) {
        Thread.sleep(
            Duration.ofMillis((long) (answer.body().path("retry_after").asDouble() * 1000)));
        answer = once(method, path, body);
      }
      return answer;
    } catch (IOException e) {
      String host = URI.create(base).getHost();
      throw new Problem(
          "Discord cannot be reached at "
              + host
              + ": "
              + e.getClass().getSimpleName()
              + ". Look at this machine's network and at DISCORD_API.");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Problem("Interrupted.");
    }
  }

  private static boolean worthWaiting(Answer answer) {
    double wait = answer.body().path("retry_after").asDouble(Double.MAX_VALUE);
    return answer.status() == 429 && wait <= LONGEST_WAIT_SECONDS;
  }

  private Answer once(String method, String path, JsonNode body)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(base + path))
            .timeout(TIMEOUT)
            .header("Authorization", "Bot " + token)
            .header("User-Agent", "DiscordBot (https://hearth.example, setup)")
            .header("Content-Type", "application/json")
            .method(
                method,
                body == null
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body.toString()))
            .build();
    HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
    return new Answer(
        answer.statusCode(), json(answer.body()), answer.headers().firstValue("Date").orElse(""));
  }

  /** An answer that is not JSON comes from something in front of Discord; only its status counts. */
  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      return JSON.createObjectNode();
    }
  }

  @Override
  public void close() {
    http.close();
  }
}
