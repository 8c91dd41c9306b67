package hearth.app;

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
import java.util.Optional;

/** The door Discord knocks at. */
public final class InteractionsFunction {

  /** Answers one interaction. */
  @FunctionName("interactions")
  public HttpResponseMessage interactions(
      @HttpTrigger(
              name = "request",
              methods = HttpMethod.POST,
              authLevel = AuthorizationLevel.ANONYMOUS,
              route = "interactions")
          HttpRequestMessage<Optional<String>> request,
      @QueueOutput(name = "command", queueName = "commands", connection = "HearthControl")
          OutputBinding<byte[]> command,
      ExecutionContext context) {
    return request.createResponseBuilder(HttpStatus.UNAUTHORIZED).build();
  }
}
