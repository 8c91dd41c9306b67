package hearth.app;

import com.microsoft.azure.functions.ExecutionContext;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** An invocation whose log is kept. */
final class FakeContext implements ExecutionContext {
  final List<String> lines = new ArrayList<>();
  private final Logger logger = Logger.getAnonymousLogger();

  FakeContext() {
    logger.setUseParentHandlers(false);
    logger.addHandler(
        new Handler() {
          @Override
          public void publish(LogRecord line) {
            lines.add(line.getMessage());
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        });
  }

  @Override
  public Logger getLogger() {
    return logger;
  }

  @Override
  public String getInvocationId() {
    return "invocation";
  }

  @Override
  public String getFunctionName() {
    return "function";
  }
}
