package hearth.simulation;

/** Something happened that Hearth promises never happens. */
final class Broken extends AssertionError {
  private static final long serialVersionUID = 1L;

  Broken(String what) {
    super(what);
  }
}
