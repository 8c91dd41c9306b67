package hearth.core;

/**
 * A Discord user as the interaction named them.
 *
 * @param id the user's snowflake
 * @param name the display name: hostile text, escaped where it is shown
 */
public record User(String id, String name) {
  /** Stands where somebody was who asked to be forgotten. Nobody's id is 0. */
  public static final User FORGOTTEN = new User("0", "?");

  /** Whether it stands for somebody who asked to be forgotten. */
  public boolean isForgotten() {
    return id.equals(FORGOTTEN.id);
  }
}
