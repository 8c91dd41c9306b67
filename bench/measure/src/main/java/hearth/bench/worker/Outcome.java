package hearth.bench.worker;

import java.nio.charset.StandardCharsets;

/** What came of an invocation; the response is null where there is no HTTP. */
record Outcome(Response response, Output output) {

  /** In one line, for the benchmark to see that the right thing was measured. */
  String text() {
    String status = response == null ? "-" : response.getStatusCode() + " " + response.getBody();
    Object queued = output.getValue();
    if (queued == null) {
      return status;
    }
    return status + " queued " + new String((byte[]) queued, StandardCharsets.UTF_8);
  }
}
