package hearth.app;

import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.HttpMethod;
import com.microsoft.azure.functions.HttpRequestMessage;
import com.microsoft.azure.functions.HttpResponseMessage;
import com.microsoft.azure.functions.HttpStatus;
import com.microsoft.azure.functions.annotation.AuthorizationLevel;
import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.HttpTrigger;
import java.util.Map;
import java.util.Optional;

/**
 * The bell that machines ring: whoever rings rightly has the queue {@code game-events} looked at,
 * in this very invocation, which a stopping host waits for. Anybody may call it; what it costs to
 * turn a stranger away is some parsing and three HMACs of a few bytes.
 */
public final class BellFunction {

  /** Made once: the worker makes a new instance of this class for every invocation. */
  private static final Bells SHARED =
      new Bells(System.getenv(), log -> Backstage.get().lookForReports().now(log));

  private final Bells bells;

  /** For the worker. */
  public BellFunction() {
    this(SHARED);
  }

  private BellFunction(Bells bells) {
    this.bells = bells;
  }

  /** One with settings and a look of its own. */
  static BellFunction with(Map<String, String> environment, Bells.Look look) {
    return new BellFunction(new Bells(environment, look));
  }

  /** Answers one ring, without a body. */
  @FunctionName("bell")
  public HttpResponseMessage bell(
      @HttpTrigger(
              name = "request",
              methods = HttpMethod.POST,
              authLevel = AuthorizationLevel.ANONYMOUS,
              route = "bell")
          HttpRequestMessage<Optional<String>> request,
      ExecutionContext context) {
    Optional<String> body = request.getBody();
    int status = bells.ring(body == null ? null : body.orElse(null), context.getLogger());
    return request.createResponseBuilder(HttpStatus.valueOf(status)).build();
  }
}
