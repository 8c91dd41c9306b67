package hearth.app.message;

/** A message that will never make sense: it is refused once, not tried again. */
public final class InvalidMessage extends Exception {
  private static final long serialVersionUID = 1L;

  public InvalidMessage(String reason) {
    super(reason);
  }
}
