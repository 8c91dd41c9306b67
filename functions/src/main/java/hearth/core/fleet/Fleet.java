package hearth.core.fleet;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All servers of one deployment.
 *
 * @param operatorChannel where the operator is told of what needs a hand, or null
 * @param servers in the order of the settings, which is the order people see
 */
public record Fleet(String operatorChannel, List<Server> servers) {

  /** The server of that name, or null. */
  public @Nullable Server server(String name) {
    for (Server server : servers) {
      if (server.name().equals(name)) {
        return server;
      }
    }
    return null;
  }
}
