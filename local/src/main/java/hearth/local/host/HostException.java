package hearth.local.host;

/** The app cannot be hosted; the message tells a person why. */
public final class HostException extends RuntimeException {
  HostException(String message) {
    super(message);
  }

  HostException(String message, Throwable cause) {
    super(message, cause);
  }
}
