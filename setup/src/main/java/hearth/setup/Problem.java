package hearth.setup;

/** Something a person has to mend; the message says what it is and what to do, without secrets. */
public final class Problem extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Told as one sentence or more. */
  public Problem(String message) {
    super(message);
  }

  /** The same, because of something that is not told. */
  public Problem(String message, Throwable cause) {
    super(message, cause);
  }
}
