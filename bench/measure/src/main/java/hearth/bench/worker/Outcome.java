package hearth.bench.worker;

import java.nio.charset.StandardCharsets;

/** What came of an invocation; the response is null where there is no HTTP. */
record Outcome(Object response, byte[] queued) {

  /** In one line, for the benchmark to see that the right thing was measured. */
  String text() {
    String text =
        response instanceof Response http ? http.getStatusCode() + " " + http.getBody() : "-";
    return queued == null ? text : text + " queued " + new String(queued, StandardCharsets.UTF_8);
  }
}
