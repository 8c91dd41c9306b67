package hearth.azure.table;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.locks.LockSupport;

/**
 * Requests by {@link HttpURLConnection}, which a fresh process has loaded in a third of the time
 * that {@code java.net.http} takes (docs/performance.md). What failed in passing is sent once more.
 */
public final class StorageHttp implements Exchange {
  private static final int CONNECT_MILLIS = 3_000;
  private static final int READ_MILLIS = 10_000;
  private static final Duration PAUSE = Duration.ofMillis(200);
  private static final int LONGEST = 8 * 1024 * 1024;

  private final Authorization authorization;

  /** The proof of who asks. */
  @FunctionalInterface
  public interface Authorization {
    /**
     * The header {@code Authorization}.
     *
     * @param request what is asked
     * @param date the header {@code x-ms-date} that goes with it
     */
    String of(Request request, String date);
  }

  /** With what every request is to be proved by. */
  public StorageHttp(Authorization authorization) {
    this.authorization = authorization;
  }

  @Override
  public Answer send(Request request) {
    Answer answer = null;
    try {
      answer = once(request);
    } catch (IOException e) {
      // A kept connection that the service has closed meanwhile fails so, too.
    }
    if (answer != null && !isPassing(answer.status())) {
      return answer;
    }
    LockSupport.parkNanos(PAUSE.toNanos());
    try {
      return once(request);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isPassing(int status) {
    return status == 408 || status == 429 || (status >= 500 && status != 501);
  }

  private Answer once(Request request) throws IOException {
    String date =
        DateTimeFormatter.RFC_1123_DATE_TIME.format(Instant.now().atOffset(ZoneOffset.UTC));
    HttpURLConnection connection = (HttpURLConnection) request.uri().toURL().openConnection();
    connection.setConnectTimeout(CONNECT_MILLIS);
    connection.setReadTimeout(READ_MILLIS);
    connection.setInstanceFollowRedirects(false);
    connection.setUseCaches(false);
    connection.setRequestMethod(request.method());
    request.headers().forEach(connection::setRequestProperty);
    connection.setRequestProperty("x-ms-date", date);
    connection.setRequestProperty("User-Agent", "hearth");
    connection.setRequestProperty("Authorization", authorization.of(request, date));
    byte[] body = request.body().getBytes(StandardCharsets.UTF_8);
    if (body.length > 0) {
      connection.setDoOutput(true);
      // With a length set beforehand it never sends a request twice by itself.
      connection.setFixedLengthStreamingMode(body.length);
      try (var out = connection.getOutputStream()) {
        out.write(body);
      }
    }
    int status = connection.getResponseCode();
    return new Answer(status, connection::getHeaderField, body(connection, status));
  }

  private static String body(HttpURLConnection connection, int status) throws IOException {
    // Read to its end, or the connection cannot be kept.
    try (InputStream in =
        status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
      return in == null ? "" : new String(in.readNBytes(LONGEST), StandardCharsets.UTF_8);
    }
  }
}
