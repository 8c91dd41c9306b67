package hearth.discord.wording;

/**
 * Text of others inside Discord messages: it can neither ping, link, format nor disturb what stands
 * around it.
 */
public final class Text {
  /** The longest content of a message. */
  public static final int CONTENT = 2000;

  private static final int LONGEST_NAME = 64;

  /** What Azure, Discord or a machine says of a failure fits; more would fill the channel. */
  private static final int LONGEST_SENTENCE = 300;

  private static final int MOST_MARKS = 2;

  /** All that Discord's Markdown, mentions and links are made of; each may be escaped. */
  private static final String SPECIAL = "\\*_~`|<>@#:/.[]()-+";

  private Text() {}

  /**
   * A name or a few words, to be shown literally in one line, cut to 64 characters. One of which
   * nothing is left, or that is null, becomes a question mark.
   */
  public static String escape(String text) {
    return literally(tame(text, LONGEST_NAME));
  }

  /**
   * What somebody or something said, to be shown literally in one line, cut to 300 characters. Of
   * one of which nothing is left a question mark is shown.
   */
  static String sentence(String text) {
    return literally(tame(text, LONGEST_SENTENCE));
  }

  private static String literally(String tame) {
    StringBuilder escaped = new StringBuilder();
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

  /** A name in a code span, where only the backtick means anything. */
  public static String code(String text) {
    return "`" + tame(text, LONGEST_NAME).replace('`', '\'') + "`";
  }

  /** What a machine said, in a code span, cut at a sentence's length. */
  static String quote(String text) {
    return "`" + tame(text, LONGEST_SENTENCE).replace('`', '\'') + "`";
  }

  /**
   * Something to be copied, such as an address or a password: in a code span, and not altered. The
   * span is fenced with more backticks than it holds in a row. Discord takes one blank between
   * fence and backtick away, so one is put there.
   */
  public static String copy(String text) {
    if (text == null || text.isEmpty()) {
      return code(text);
    }
    String fence = "`".repeat(longestRun(text) + 1);
    String start = beginsWithBacktick(text) ? " " : "";
    String end = endsWithBacktick(text) ? " " : "";
    return fence + start + text + end + fence;
  }

  private static int longestRun(String text) {
    int longest = 0;
    int run = 0;
    for (int i = 0; i < text.length(); i++) {
      run = text.charAt(i) == '`' ? run + 1 : 0;
      longest = Math.max(longest, run);
    }
    return longest;
  }

  private static boolean beginsWithBacktick(String text) {
    int at = 0;
    while (at < text.length() && text.charAt(at) == ' ') {
      at++;
    }
    return at < text.length() && text.charAt(at) == '`';
  }

  private static boolean endsWithBacktick(String text) {
    int at = text.length() - 1;
    while (at >= 0 && text.charAt(at) == ' ') {
      at--;
    }
    return at >= 0 && text.charAt(at) == '`';
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
  public static String cut(String text, int most) {
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

  private static String tame(String text, int most) {
    StringBuilder tame = new StringBuilder();
    int marks = 0;
    int points = 0;
    for (int i = 0; text != null && i < text.length() && points < most; ) {
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
    return isSeen(stripped) ? stripped : "?";
  }

  /**
   * Letters and symbols that show nothing: Hangul's fillers, the empty Braille cell, Khmer's
   * inherent vowels, Mongolian selectors. Unicode calls most of them {@code
   * Default_Ignorable_Code_Point}.
   */
  public static boolean isBlank(int point) {
    return point == 0x115F
        || point == 0x1160
        || point == 0x3164
        || point == 0xFFA0
        || point == 0x2800
        || point == 0x034F
        || point == 0x17B4
        || point == 0x17B5
        || (point >= 0x180B && point <= 0x180F);
  }

  /** Whether a reader sees anything of it: marks and selectors alone show nothing. */
  public static boolean isSeen(String text) {
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      int point = text.codePointAt(i);
      boolean seen =
          switch (Character.getType(point)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.SPACE_SEPARATOR ->
                false;
            default -> !isBlank(point);
          };
      if (seen) {
        return true;
      }
    }
    return false;
  }

  /** The replacement of a character: itself, a blank, or -1 to drop it. */
  private static int shown(int point) {
    if (isBlank(point)) {
      return -1;
    }
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
