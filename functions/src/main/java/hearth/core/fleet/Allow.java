package hearth.core.fleet;

import hearth.core.CommandName;
import java.util.List;
import java.util.Map;

/**
 * The permissions of one server. Each entry is {@code everyone}, {@code role:<id>}, {@code
 * user:<id>} or {@code permission:<name>}. What is not configured follows from what is: what looks
 * on is everyone's, and what acts is nobody's.
 *
 * @param entries the settings' own, by command
 */
public record Allow(Map<CommandName, List<String>> entries) {
  private static final List<String> EVERYONE = List.of("everyone");

  /** The entries that hold for a command; an empty list means nobody. */
  public List<String> of(CommandName command) {
    List<String> own = entries.get(command);
    if (own != null) {
      return own;
    }
    String usual = command.usual();
    if (usual.equals("everyone")) {
      return EVERYONE;
    }
    CommandName like = CommandName.of(usual);
    return like == null ? List.of() : of(like);
  }
}
