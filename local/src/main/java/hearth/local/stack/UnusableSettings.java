package hearth.local.stack;

/** The local run cannot start with the settings it was given; says why without quoting a value. */
public final class UnusableSettings extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnusableSettings(String message) {
    super(message);
  }
}
