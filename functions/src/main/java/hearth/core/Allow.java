package hearth.core;

import java.util.List;

/**
 * Who may do what with one server. Each entry is {@code everyone}, {@code role:<id>} or {@code
 * user:<id>}. An empty list means nobody, but for {@link #status}, which changes nothing and is
 * everyone's unless it is restricted.
 *
 * @param start who may start it
 * @param stop who may stop it
 * @param status who may look at it
 */
public record Allow(List<String> start, List<String> stop, List<String> status) {

  /** The entries that hold for a command. */
  public List<String> of(CommandName command) {
    return switch (command) {
      case START -> start;
      case STOP -> stop;
      case STATUS -> status;
    };
  }
}
