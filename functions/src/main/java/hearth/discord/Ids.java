package hearth.discord;

/** The form of Discord's ids. */
public final class Ids {
  private static final int LONGEST = 20;

  /** The greatest number of 64 bits. */
  private static final String GREATEST = "18446744073709551615";

  private Ids() {}

  /** Whether a text is a snowflake: a decimal number of at most 64 bits. */
  public static boolean isSnowflake(String text) {
    if (text == null || text.isEmpty() || text.length() > LONGEST) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return text.length() < LONGEST || text.compareTo(GREATEST) <= 0;
  }
}
