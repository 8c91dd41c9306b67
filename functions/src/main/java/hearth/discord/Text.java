package hearth.discord;

/**
 * Text of others inside Discord messages: it can neither ping, link, format nor disturb what stands
 * around it.
 */
public final class Text {
  /** The longest content of a message. */
  static final int CONTENT = 2000;

  private static final int LONGEST_NAME = 64;
  private static final int MOST_MARKS = 2;

  /** All that Discord's Markdown, mentions and links are made of; each may be escaped. */
  private static final String SPECIAL = "\\*_~`|<>@#:/.[]()-+";

  private Text() {}

  /**
   * A name or a few words, to be shown literally in one line, cut to 64 characters. One of which
   * nothing is left, or that is null, becomes a question mark.
   */
  static String escape(String text) {
    StringBuilder escaped = new StringBuilder();
    String tame = tame(text);
    for (int i = 0; i < tame.length(); i++) {
      char c = tame.charAt(i);
      if (SPECIAL.indexOf(c) >= 0) {
        escaped.append('\\');
      }
      escaped.append(c);
      if (c == '@') {
        // Not even the text alone may read as a mention, wherever it is copied to.
        escaped.append('\u200b');
      }
    }
    return escaped.toString();
  }

  /** A code or an address, in a code span, where only the backtick means anything. */
  static String code(String text) {
    return "`" + tame(text).replace('`', '\'') + "`";
  }

  /** Lines of a log, the last that fit, in a block that none of them can end. */
  static String block(String lines, int most) {
    StringBuilder block = new StringBuilder();
    for (int i = 0; i < lines.length(); ) {
      int point = lines.codePointAt(i);
      i += Character.charCount(point);
      int shown = point == '\n' ? point : shown(point);
      if (shown >= 0) {
        block.appendCodePoint(shown == '`' ? '\'' : shown);
      }
    }
    int from = Math.max(0, block.length() - most);
    if (from > 0 && Character.isLowSurrogate(block.charAt(from))) {
      from++;
    }
    return "```\n" + block.substring(from) + "\n```";
  }

  /**
   * A line for a game's own chat: one line without control characters, cut to so many, and never
   * beginning like a command. Empty where nothing is left.
   */
  public static String line(String text, int most) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < text.length() && line.length() < most; ) {
      int point = text.codePointAt(i);
      i += Character.charCount(point);
      int shown = shown(point);
      boolean skipped =
          line.isEmpty()
              ? shown == ' ' || shown == '/'
              : shown == ' ' && line.charAt(line.length() - 1) == ' ';
      if (shown >= 0 && !skipped && line.length() + Character.charCount(shown) <= most) {
        line.appendCodePoint(shown);
      }
    }
    return line.toString().strip();
  }

  /** Cut to so many characters, between two of them and never behind a lone backslash. */
  static String cut(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    int end = most - 1;
    if (Character.isHighSurrogate(text.charAt(end - 1))) {
      end--;
    }
    int backslashes = 0;
    while (backslashes < end && text.charAt(end - 1 - backslashes) == '\\') {
      backslashes++;
    }
    return text.substring(0, end - backslashes % 2) + "…";
  }

  private static String tame(String text) {
    StringBuilder tame = new StringBuilder();
    int marks = 0;
    int points = 0;
    for (int i = 0; text != null && i < text.length() && points < LONGEST_NAME; ) {
      int point = text.codePointAt(i);
      i += Character.charCount(point);
      int shown = shown(point);
      marks = isMark(point) ? marks + 1 : 0;
      boolean doubled = shown == ' ' && (tame.isEmpty() || tame.charAt(tame.length() - 1) == ' ');
      if (shown >= 0 && marks <= MOST_MARKS && !doubled) {
        tame.appendCodePoint(shown);
        points++;
      }
    }
    String stripped = tame.toString().strip();
    return stripped.isEmpty() ? "?" : stripped;
  }

  /** The replacement of a character: itself, a blank, or -1 to drop it. */
  private static int shown(int point) {
    if (Character.isWhitespace(point) || Character.isSpaceChar(point)) {
      return ' ';
    }
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED ->
          -1;
      default -> point;
    };
  }

  private static boolean isMark(int point) {
    int type = Character.getType(point);
    return type == Character.NON_SPACING_MARK
        || type == Character.ENCLOSING_MARK
        || type == Character.COMBINING_SPACING_MARK;
  }
}
