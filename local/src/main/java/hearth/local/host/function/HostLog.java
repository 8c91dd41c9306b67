package hearth.local.host.function;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * Writes a record as one line: time, level, source, message. A stack trace follows it, each line
 * indented, so that nothing a stranger sent can pass for a record.
 */
public final class HostLog extends Handler {
  private static final Formatter MESSAGE =
      new Formatter() {
        @Override
        public String format(LogRecord entry) {
          return formatMessage(entry);
        }
      };

  private final String source;
  private final Consumer<String> lines;

  private HostLog(String source, Consumer<String> lines) {
    this.source = source;
    this.lines = lines;
  }

  /** A logger whose records name {@code source}, such as a function and its invocation. */
  public static Logger logger(String source, Consumer<String> lines) {
    // Anonymous, so that hosts in one JVM do not share it.
    Logger logger = Logger.getAnonymousLogger();
    logger.setUseParentHandlers(false);
    logger.addHandler(new HostLog(source, lines));
    return logger;
  }

  @Override
  public void publish(LogRecord entry) {
    if (entry.getLevel().intValue() < Level.INFO.intValue()) {
      return;
    }
    String level = entry.getLevel().getName().toLowerCase(Locale.ROOT);
    String message = MESSAGE.format(entry).replaceAll("\\R", " ");
    lines.accept(
        Instant.ofEpochMilli(entry.getMillis()) + " " + level + " " + source + ": " + message);
    if (entry.getThrown() != null) {
      trace(entry.getThrown()).lines().forEach(line -> lines.accept("    " + line));
    }
  }

  private static String trace(Throwable thrown) {
    StringWriter trace = new StringWriter();
    thrown.printStackTrace(new PrintWriter(trace, true));
    return trace.toString();
  }

  @Override
  public void flush() {
    // Every line is written at once.
  }

  @Override
  public void close() {
    // The lines are not this handler's to close.
  }
}
