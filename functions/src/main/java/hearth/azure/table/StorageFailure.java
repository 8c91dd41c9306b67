package hearth.azure.table;

/** A storage service refused: nothing was written. */
final class StorageFailure extends RuntimeException {
  static final String TABLE_NOT_FOUND = "TableNotFound";

  private static final long serialVersionUID = 1L;

  private final int status;
  private final String code;

  StorageFailure(int status, String code) {
    super("the storage service answered " + status + (code.isEmpty() ? "" : " " + code));
    this.status = status;
    this.code = code;
  }

  /** The HTTP status. */
  int status() {
    return status;
  }

  boolean isMissingTable() {
    return code.equals(TABLE_NOT_FOUND);
  }

  /** Whether somebody else wrote in between. */
  boolean isLostRace() {
    return !isMissingTable() && (status == 412 || status == 409 || status == 404);
  }
}
