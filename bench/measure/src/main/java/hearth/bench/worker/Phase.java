package hearth.bench.worker;

/** Classes that are loaded for the sake of being seen in a class loading log. */
final class Phase {
  private Phase() {}

  /** The app is being loaded from here on. */
  static final class Loading {
    private Loading() {}
  }

  /** The function is being called from here on. */
  static final class Calling {
    private Calling() {}
  }

  /** The function has answered. */
  static final class Done {
    private Done() {}
  }
}
