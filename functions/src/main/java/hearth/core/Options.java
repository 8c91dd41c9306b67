package hearth.core;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A command's options; already checked and tamed.
 *
 * @param minutes for {@code start}: how long the session may last; for {@code extend}: by how much;
 *     0 where it was not said
 * @param force for {@code stop}: do not wait for the save
 * @param text for {@code say}: one line; for {@code cost}: the month, such as {@code 2026-11}; or
 *     null
 * @param session the session that a button belongs to, or 0 for a command that was typed
 * @param until for {@code start} and {@code extend}: until when, where a time was said instead of
 *     minutes; however late it is carried out, that time stays the same; else null
 * @param right for {@code start}: the settings' entry by which it was allowed, which must still be
 *     there when it is carried out; or null
 * @param newest for {@code start}: bring the newest version of the game
 */
public record Options(
    int minutes,
    boolean force,
    @Nullable String text,
    long session,
    @Nullable Instant until,
    @Nullable String right,
    boolean newest) {
  /** Nothing was said. */
  public static final Options NONE = new Options(0, false, null, 0);

  /** Without a time of day. */
  public Options(int minutes, boolean force, @Nullable String text, long session) {
    this(minutes, force, text, session, null, null, false);
  }

  /** With a time of day. */
  public Options(
      int minutes, boolean force, @Nullable String text, long session, @Nullable Instant until) {
    this(minutes, force, text, session, until, null, false);
  }

  /** The same, allowed by that entry of the settings. */
  public Options by(String entry) {
    return new Options(minutes, force, text, session, until, entry, newest);
  }

  /** The same, with the newest version of the game or without. */
  public Options newest(boolean asked) {
    return new Options(minutes, force, text, session, until, right, asked);
  }

  /** The same without what was said, and without the entry, which may name a person. */
  public Options withoutWords() {
    return new Options(minutes, force, null, session, until, null, newest);
  }

  /** Whether it says how long. */
  public boolean hasLength() {
    return minutes > 0 || until != null;
  }

  /** The longest that may be asked for at once. */
  public static final int MOST_MINUTES = 24 * 60;

  /** The longest line that is said in a game, in characters. */
  public static final int LONGEST_TEXT = 200;
}
