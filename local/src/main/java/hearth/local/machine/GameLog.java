package hearth.local.machine;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The lines that a Valheim server prints, and what they mean. */
final class GameLog {
  private static final Pattern READY = Pattern.compile(": Game server connected$");
  private static final Pattern JOIN =
      Pattern.compile(": Got character ZDOID from (?<name>.+) : -?(?!0:0$)\\d+:\\d+$");
  private static final Pattern LEAVE = Pattern.compile(": Closing socket (?<key>\\d+)$");
  private static final Pattern SAVED = Pattern.compile(": World saved \\( [\\d.]+ms \\)$");

  /** What a line says. */
  sealed interface Line {
    /** Joinable. */
    record Ready() implements Line {}

    /** Somebody is in. */
    record Join(String name) implements Line {}

    /** A connection is closed. */
    record Leave(String key) implements Line {}

    /** The world is on disk. */
    record Saved() implements Line {}

    /** Nothing that matters. */
    record Other() implements Line {}
  }

  private GameLog() {}

  static Line read(String line) {
    Matcher join = JOIN.matcher(line);
    Matcher leave = LEAVE.matcher(line);
    if (READY.matcher(line).find()) {
      return new Line.Ready();
    }
    if (join.find()) {
      return new Line.Join(join.group("name"));
    }
    if (leave.find()) {
      return new Line.Leave(leave.group("key"));
    }
    return SAVED.matcher(line).find() ? new Line.Saved() : new Line.Other();
  }
}
