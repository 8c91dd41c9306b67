package hearth.app;

import hearth.core.fleet.Server;
import hearth.core.port.DnsNames;
import hearth.core.port.Result;

/** A server's name is kept in an Azure DNS zone or by a dynamic DNS service. */
record StableNames(DnsNames zones, DnsNames dynamic) implements DnsNames {
  @Override
  public Result.Delivered point(Server server, String address) {
    DnsNames keeper = server.stableName().zone() == null ? dynamic : zones;
    return keeper.point(server, address);
  }
}
