package hearth.core.port;

import hearth.core.fleet.Server;

/** Where servers' stable names are kept: a DNS zone or a dynamic DNS service. */
public interface DnsNames {

  /**
   * Points a server's name to an address.
   *
   * @return {@link Result.Done}, {@link Result.Later} or {@link Result.Refused}
   */
  Result.Delivered point(Server server, String address);
}
