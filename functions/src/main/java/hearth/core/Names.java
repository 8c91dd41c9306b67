package hearth.core;

/** Where servers' stable names are kept: a DNS zone or a dynamic DNS service. */
public interface Names {

  /**
   * Points a server's name to an address.
   *
   * @return {@link Result.Done}, {@link Result.Later} or {@link Result.Refused}
   */
  Result.Delivered point(Server server, String address);
}
