package hearth.setup;

/** The remedy where a storage account refuses. */
public final class StorageRefusal {
  private StorageRefusal() {}

  /**
   * In a sentence or two.
   *
   * @param code Azure's own word for the error, or an empty text
   * @param kind {@code Queue} or {@code Table}
   */
  public static String remedy(int status, String code, String kind) {
    if (status == 401 || code.equals("AuthenticationFailed")) {
      return "The token is not for this account's tenant: `az login --tenant <id>`.";
    }
    return switch (status) {
      case 403 ->
          "The one signed in lacks Storage "
              + kind
              + " Data Contributor. A new role can take ten minutes to reach everywhere: if it"
              + " was given just now, run this again then.";
      case 404 -> "Deploy the infrastructure again: it makes queues and tables.";
      default -> "Run this again in a few minutes.";
    };
  }
}
