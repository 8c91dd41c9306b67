package hearth.bench.nothing;

import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.HttpMethod;
import com.microsoft.azure.functions.HttpRequestMessage;
import com.microsoft.azure.functions.HttpResponseMessage;
import com.microsoft.azure.functions.HttpStatus;
import com.microsoft.azure.functions.OutputBinding;
import com.microsoft.azure.functions.annotation.AuthorizationLevel;
import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.HttpTrigger;
import com.microsoft.azure.functions.annotation.QueueOutput;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A function that does nothing: with the bindings of the interactions function, the floor. */
public final class Nothing {

  /** Answers whatever it is asked, and puts something on the queue. */
  @FunctionName("nothing")
  public HttpResponseMessage nothing(
      @HttpTrigger(
              name = "request",
              methods = HttpMethod.POST,
              authLevel = AuthorizationLevel.ANONYMOUS,
              route = "nothing")
          HttpRequestMessage<Optional<String>> request,
      @QueueOutput(name = "command", queueName = "commands", connection = "HearthControl")
          OutputBinding<byte[]> command,
      ExecutionContext context) {
    command.setValue("{}".getBytes(StandardCharsets.UTF_8));
    return request
        .createResponseBuilder(HttpStatus.OK)
        .header("Content-Type", "application/json")
        .body("{\"type\":1}")
        .build();
  }
}
