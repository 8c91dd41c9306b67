package hearth.app;

import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.annotation.BindingName;
import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.QueueTrigger;

/** Handles commands and Hearth's own ticks: the queue {@code commands}. */
public final class ReactionsFunction {

  /**
   * Takes one command or tick. A message that cannot be understood is refused once; anything else
   * that fails is left to the queue's retry.
   */
  @FunctionName("reactions")
  public void reactions(
      @QueueTrigger(name = "message", queueName = "commands", connection = "HearthControl")
          String message,
      @BindingName("Id") String id,
      ExecutionContext context) {
    Backstage.get().command(message, id, context.getLogger());
  }
}
