package hearth.bench.worker;

import com.microsoft.azure.functions.ExecutionContext;
import java.util.logging.Logger;

/** The context of the one invocation. */
record Context() implements ExecutionContext {
  @Override
  public Logger getLogger() {
    return Logger.getLogger("function");
  }

  @Override
  public String getInvocationId() {
    return "1";
  }

  @Override
  public String getFunctionName() {
    return "function";
  }
}
