package hearth.local.demo;

/** A step of the evening was not seen in time. */
public final class StepFailed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  StepFailed(String message) {
    super(message);
  }
}
