package hearth.app;

import java.util.logging.ConsoleHandler;
import java.util.logging.Formatter;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * Takes what is logged outside an invocation. The host drops the lines of an invocation that has
 * ended (read in its GrpcWorkerChannel), but passes on what a worker prints, as the category {@code
 * Host.Function.Console}.
 */
final class ProcessLog {
  static final Logger LOGGER = logger();

  private ProcessLog() {}

  private static Logger logger() {
    ConsoleHandler console = new ConsoleHandler();
    console.setFormatter(new OneLine());
    // Kept by the field above: the log manager holds loggers weakly.
    Logger logger = Logger.getLogger("hearth.look");
    logger.setLevel(Level.ALL);
    logger.setUseParentHandlers(false);
    logger.addHandler(console);
    return logger;
  }

  private static final class OneLine extends Formatter {
    @Override
    public String format(LogRecord line) {
      Throwable thrown = line.getThrown();
      return "%s: %s%s%n"
          .formatted(line.getLevel(), formatMessage(line), thrown == null ? "" : ": " + thrown);
    }
  }
}
