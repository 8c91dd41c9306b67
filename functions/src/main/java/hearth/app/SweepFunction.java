package hearth.app;

import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.TimerTrigger;

/** Looks at every server now and then, also for what no message reported. */
public final class SweepFunction {

  /** Sweeps once. One server's trouble is logged and keeps no other from its turn. */
  @FunctionName("sweep")
  public void sweep(
      @TimerTrigger(name = "timer", schedule = "0 */5 * * * *") String timer,
      ExecutionContext context) {
    Backstage.get().sweep(context.getLogger());
  }
}
