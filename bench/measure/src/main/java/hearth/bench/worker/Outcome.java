package hearth.bench.worker;

import java.nio.charset.StandardCharsets;

/**
 * The outcome of an invocation.
 *
 * @param response what the function returned; null where there is no HTTP
 * @param queued what it put on the queue, or null
 */
record Outcome(Object response, String queued) {

  static Outcome of(Object response, byte[] queued) {
    String message = queued == null ? null : new String(queued, StandardCharsets.UTF_8);
    return new Outcome(response, message);
  }

  /** In one line, for the benchmark to see that the right thing was measured. */
  String text() {
    String text =
        response instanceof Response http ? http.getStatusCode() + " " + http.getBody() : "-";
    return queued == null ? text : text + " queued " + queued;
  }
}
