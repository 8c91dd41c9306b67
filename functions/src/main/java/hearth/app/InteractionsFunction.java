package hearth.app;

import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.HttpMethod;
import com.microsoft.azure.functions.HttpRequestMessage;
import com.microsoft.azure.functions.HttpResponseMessage;
import com.microsoft.azure.functions.HttpStatusType;
import com.microsoft.azure.functions.OutputBinding;
import com.microsoft.azure.functions.annotation.AuthorizationLevel;
import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.HttpTrigger;
import com.microsoft.azure.functions.annotation.QueueOutput;
import hearth.discord.Answer;
import hearth.discord.Door;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * The door Discord knocks at, {@code POST /api/interactions}. A person waits behind every call, and
 * Discord for three seconds at most: every class loaded here is paid for by them.
 */
public final class InteractionsFunction {
  private static Door door;
  private static String misconfigured;

  /** Answers one interaction; an accepted command is left in {@code command}. */
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
    Door opened = door(context);
    if (opened == null) {
      return respond(request, 500, "The settings are wrong; the function's log names them.");
    }
    Map<String, String> headers = request.getHeaders();
    Answer answer =
        opened.answer(
            headers.get("x-signature-ed25519"),
            headers.get("x-signature-timestamp"),
            request.getBody().orElse(null),
            Instant.now());
    if (answer.status() == 401) {
      Rejections.note(context.getLogger(), System.currentTimeMillis());
    }
    if (answer.command() != null) {
      command.setValue(CommandMessage.encode(answer.command()));
    }
    return respond(request, answer.status(), answer.body());
  }

  private static synchronized Door door(ExecutionContext context) {
    if (door == null && misconfigured == null) {
      try {
        Settings.Front front = Settings.front(System.getenv());
        door = new Door(front.application(), front.publicKey(), front.command(), front.fleet());
      } catch (IllegalStateException e) {
        misconfigured = e.getMessage();
        context.getLogger().severe(misconfigured);
      }
    }
    return door;
  }

  private static HttpResponseMessage respond(
      HttpRequestMessage<?> request, int status, String body) {
    boolean json = !body.isEmpty() && body.charAt(0) == '{';
    return request
        .createResponseBuilder(HttpStatusType.custom(status))
        .header("Content-Type", json ? "application/json" : "text/plain; charset=utf-8")
        .body(body)
        .build();
  }
}
