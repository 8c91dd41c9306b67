package hearth.discord;

/** Hostile text made fit to stand in a Discord message: it shows as it is and does nothing. */
final class Markdown {
  private static final String SPECIAL = "\\*_~`|>#[]()<:@-+.!";

  private Markdown() {}

  /**
   * A name that can ping nobody, format nothing and link nowhere, cut to a number of characters.
   * Every special character is escaped, so that it also begins no heading, list or quote.
   */
  static String name(String name, int most) {
    StringBuilder safe = new StringBuilder();
    int shown = 0;
    for (int i = 0; i < name.length() && shown < most; shown++) {
      int point = name.codePointAt(i);
      i += Character.charCount(point);
      if (Character.isISOControl(point) || Character.getType(point) == Character.FORMAT) {
        continue;
      }
      if (SPECIAL.indexOf(point) >= 0) {
        safe.append('\\');
      }
      safe.appendCodePoint(point);
      if (point == '@' || point == '/') {
        // A joiner that shows as nothing: neither '@everyone' nor 'https://' holds any more.
        safe.append('\u2060');
      }
    }
    return safe.isEmpty() ? "?" : safe.toString();
  }

  /** A text cut to a number of characters, never within a surrogate pair or an escape. */
  static String cut(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    int end = most - 1;
    while (end > 0
        && (Character.isHighSurrogate(text.charAt(end - 1)) || text.charAt(end - 1) == '\\')) {
      end--;
    }
    return text.substring(0, end) + "…";
  }
}
