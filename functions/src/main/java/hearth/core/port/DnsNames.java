package hearth.core.port;

import hearth.core.fleet.Server;

/** The DNS zone or dynamic DNS service that has servers' stable names. */
public interface DnsNames {

  /**
   * Points a server's name to an address.
   *
   * @return {@link Result.Done}, {@link Result.Later} or {@link Result.Refused}
   */
  Result.Delivered point(Server server, String address);
}
