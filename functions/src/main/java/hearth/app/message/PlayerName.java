package hearth.app.message;

import hearth.discord.wording.Text;

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
    return Text.isSeen(trimmed) ? trimmed : "?";
  }

  private static boolean isFine(int point) {
    if (Text.isBlank(point)) {
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
