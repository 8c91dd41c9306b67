package hearth.app.message;

/** Names from games are hostile text: they come from whoever joined. */
final class PlayerName {
  private static final int MOST = 64;

  private PlayerName() {}

  /**
   * The name without what could not be shown honestly: control characters, marks that turn the
   * direction of writing, and length beyond 64 characters. A name of which nothing is left becomes
   * a question mark.
   */
  static String tame(String name) {
    StringBuilder tame = new StringBuilder();
    int[] points = name.codePoints().filter(PlayerName::isFine).limit(MOST).toArray();
    for (int point : points) {
      tame.appendCodePoint(point);
    }
    String trimmed = tame.toString().strip();
    return trimmed.codePoints().anyMatch(PlayerName::isSeen) ? trimmed : "?";
  }

  /** Whether a reader sees anything of it that stands by itself. */
  private static boolean isSeen(int point) {
    return switch (Character.getType(point)) {
      case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.SPACE_SEPARATOR -> false;
      default -> true;
    };
  }

  /**
   * Letters and symbols that show nothing: Hangul's fillers, the empty Braille cell, Khmer's
   * inherent vowels, selectors of variants. Unicode calls most of them
   * {@code Default_Ignorable_Code_Point}.
   */
  private static boolean isBlank(int point) {
    return point == 0x115F
        || point == 0x1160
        || point == 0x3164
        || point == 0xFFA0
        || point == 0x2800
        || point == 0x034F
        || point == 0x17B4
        || point == 0x17B5
        || (point >= 0x180B && point <= 0x180F)
        || (point >= 0xFE00 && point <= 0xFE0F)
        || (point >= 0xE0100 && point <= 0xE01EF);
  }

  private static boolean isFine(int point) {
    if (isBlank(point)) {
      return false;
    }
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
