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
import hearth.app.message.CommandMessage;
import hearth.discord.interaction.Answer;
import java.util.Map;
import java.util.Optional;

/**
 * The door Discord knocks at. It has three seconds, cold start included: so it loads no Azure SDK,
 * no HTTP client and no databind, and leaves all that is slow to the queue, whose message this
 * process looks for as soon as the answer has gone.
 */
public final class InteractionsFunction {

  /** Made once: the worker makes a new instance of this class for every invocation. */
  private static final Interactions SHARED =
      new Interactions(System.getenv(), AwaitedMessages.SHARED);

  private final Interactions interactions;

  /** For the worker. */
  public InteractionsFunction() {
    this(SHARED);
  }

  private InteractionsFunction(Interactions interactions) {
    this.interactions = interactions;
  }

  /** One with settings of its own, for whose messages nobody looks. */
  static InteractionsFunction with(Map<String, String> environment) {
    return with(environment, null);
  }

  /** One with settings of its own, which tells {@code awaited} what it sends. */
  static InteractionsFunction with(Map<String, String> environment, AwaitedMessages awaited) {
    return new InteractionsFunction(new Interactions(environment, awaited));
  }

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
    Optional<String> body = request.getBody();
    Answer answer =
        interactions.answer(
            request.getHeaders(), body == null ? null : body.orElse(null), context.getLogger());
    HttpResponseMessage response =
        request
            .createResponseBuilder(HttpStatus.valueOf(answer.status()))
            .header("Content-Type", answer.isJson() ? "application/json" : "text/plain")
            .body(answer.body())
            .build();
    if (answer.command() != null) {
      command.setValue(CommandMessage.encode(answer.command()));
      interactions.sent(answer.command());
    }
    return response;
  }
}
