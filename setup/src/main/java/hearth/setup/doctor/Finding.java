package hearth.setup.doctor;

/**
 * The result of one check.
 *
 * @param what what was looked at and what was seen, in one line
 * @param mend what to do about it; empty where all is well
 */
record Finding(Level level, String what, String mend) {

  /** The severity. */
  enum Level {
    /** As it should be. */
    OK,
    /** Hearth works, but not in all. */
    WARN,
    /** Hearth does not work. */
    FAIL
  }

  static Finding ok(String what) {
    return new Finding(Level.OK, what, "");
  }

  static Finding warn(String what, String mend) {
    return new Finding(Level.WARN, what, mend);
  }

  static Finding fail(String what, String mend) {
    return new Finding(Level.FAIL, what, mend);
  }

  /** As it is printed. */
  String line() {
    String word =
        switch (level) {
          case OK -> "ok    ";
          case WARN -> "warn  ";
          case FAIL -> "FAIL  ";
        };
    return word + what + (mend.isEmpty() ? "" : "\n      → " + mend);
  }
}
