package hearth.app;

/** A message that will never make sense: it is refused once, not tried again. */
final class NotUnderstood extends Exception {
  private static final long serialVersionUID = 1L;

  NotUnderstood(String reason) {
    super(reason);
  }
}
