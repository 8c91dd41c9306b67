package hearth.app;

import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.annotation.BindingName;
import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.QueueTrigger;

/** Handles machines' reports: the queue {@code game-events}. */
public final class GameEventsFunction {

  /**
   * Takes one report. A report that cannot be understood is refused once; anything else that fails
   * is left to the queue's retry.
   */
  @FunctionName("gameEvents")
  public void gameEvents(
      @QueueTrigger(name = "message", queueName = "game-events", connection = "HearthControl")
          String message,
      @BindingName("Id") String id,
      ExecutionContext context) {
    Backstage.get().report(message, id, context.getLogger());
  }
}
