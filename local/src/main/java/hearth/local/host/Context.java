package hearth.local.host;

import com.microsoft.azure.functions.ExecutionContext;
import java.util.logging.Logger;

/** What one invocation knows of itself. */
record Context(String functionName, String invocationId, Logger logger)
    implements ExecutionContext {

  @Override
  public Logger getLogger() {
    return logger;
  }

  @Override
  public String getInvocationId() {
    return invocationId;
  }

  @Override
  public String getFunctionName() {
    return functionName;
  }
}
