package hearth.json;

/** A text that is no JSON, or not the JSON that was asked for. Its message quotes nothing of it. */
public final class BadJson extends Exception {
  private static final long serialVersionUID = 1;

  private final int line;
  private final int column;

  BadJson(String message, int line, int column) {
    // Hostile texts are refused often: nobody reads a stack for them.
    super(message, null, false, false);
    this.line = line;
    this.column = column;
  }

  /** The line it was noticed in, from 1. */
  public int line() {
    return line;
  }

  /** The column it was noticed in, from 1. */
  public int column() {
    return column;
  }
}
