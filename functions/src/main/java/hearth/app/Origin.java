package hearth.app;

import hearth.core.Command;
import hearth.core.fleet.Fleet;
import hearth.core.fleet.Server;
import org.jspecify.annotations.Nullable;

/** Where a command came from: nothing of it may be told in another guild. */
final class Origin {
  private Origin() {}

  /**
   * The server through which its answer may be given: the one it names, or where that is gone the
   * first of its guild. Null where that guild has none any more.
   */
  static @Nullable Server of(Command command, Fleet fleet) {
    Server named = command.server() == null ? null : fleet.server(command.server());
    if (named != null && named.channel().guild().equals(command.guild())) {
      return named;
    }
    return fleet.servers().stream()
        .filter(server -> server.channel().guild().equals(command.guild()))
        .findFirst()
        .orElse(null);
  }
}
