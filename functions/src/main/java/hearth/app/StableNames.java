package hearth.app;

import hearth.core.Names;
import hearth.core.Result;
import hearth.core.Server;

/** A server's name is kept in an Azure DNS zone or by a dynamic DNS service. */
record StableNames(Names zones, Names dynamic) implements Names {
  @Override
  public Result.Delivered point(Server server, String address) {
    Names keeper = server.stableName().zone() == null ? dynamic : zones;
    return keeper.point(server, address);
  }
}
