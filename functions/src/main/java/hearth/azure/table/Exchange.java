package hearth.azure.table;

import java.net.URI;
import java.util.Map;
import java.util.function.Function;

/** One request to a storage service and its answer. */
@FunctionalInterface
public interface Exchange {

  /**
   * Sends a request.
   *
   * @throws java.io.UncheckedIOException where no whole answer came: whether the request was
   *     carried out is then unknown
   */
  Answer send(Request request);

  /**
   * A request.
   *
   * @param headers all but those that every request bears
   * @param body empty where there is none
   */
  record Request(String method, URI uri, Map<String, String> headers, String body) {}

  /**
   * An answer, of whatever status.
   *
   * @param header a header's value by its name, or null
   */
  record Answer(int status, Function<String, String> header, String body) {}
}
