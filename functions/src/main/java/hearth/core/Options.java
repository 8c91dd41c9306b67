package hearth.core;

/**
 * A command's options; already checked and tamed.
 *
 * @param minutes for {@code start}: how long the session may last; for {@code extend}: by how much;
 *     0 where it was not said
 * @param force for {@code stop}: do not wait for the save
 * @param text for {@code say}: one line, or null
 * @param session the session that a button belongs to, or 0 for a command that was typed
 */
public record Options(int minutes, boolean force, String text, long session) {
  /** Nothing was said. */
  public static final Options NONE = new Options(0, false, null, 0);

  /** The longest that may be asked for at once. */
  public static final int MOST_MINUTES = 24 * 60;

  /** The longest line that is said in a game, in characters. */
  public static final int LONGEST_TEXT = 200;
}
