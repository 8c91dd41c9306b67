package hearth.bench.worker;

import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.HttpRequestMessage;
import com.microsoft.azure.functions.OutputBinding;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The worker's call of the interactions function. */
public final class Call {
  private final Map<String, String> headers = new TreeMap<>();
  private final Optional<String> body;
  private final Output<byte[]> queue = new Output<>();

  /** A signed request. */
  public Call(String signature, String timestamp, String body) {
    headers.put("content-type", "application/json");
    headers.put("x-signature-ed25519", signature);
    headers.put("x-signature-timestamp", timestamp);
    this.body = Optional.of(body);
  }

  /** The request. */
  public HttpRequestMessage<Optional<String>> request() {
    return new Request(headers, body);
  }

  /** The message for the queue. */
  public OutputBinding<byte[]> queue() {
    return queue;
  }

  /** The context. */
  public ExecutionContext context() {
    return new Context();
  }
}
