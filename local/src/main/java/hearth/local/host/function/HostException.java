package hearth.local.host.function;

/** The app cannot be hosted; the message tells a person why. */
public final class HostException extends RuntimeException {
  public HostException(String message) {
    super(message);
  }

  public HostException(String message, Throwable cause) {
    super(message, cause);
  }
}
