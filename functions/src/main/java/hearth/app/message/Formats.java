package hearth.app.message;

import hearth.discord.wording.Text;

/** The forms that names in settings and messages must have, as the schemas state them. */
public final class Formats {
  private static final int LONGEST_SERVER = 32;

  /** DNS (RFC 1035). */
  private static final int LONGEST_LABEL = 63;

  private static final int LONGEST_SCALE_SET = 64;
  private static final int LONGEST_SIZE = 64;

  private Formats() {}

  /** Lower-case letters, digits, and hyphens inside. */
  static boolean isServer(String text) {
    return isGame(text) && text.charAt(0) != '-' && text.charAt(text.length() - 1) != '-';
  }

  /** Lower-case letters, digits and hyphens. */
  public static boolean isGame(String text) {
    if (text.isEmpty() || text.length() > LONGEST_SERVER) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean fine = (c >= 'a' && c <= 'z') || isDigit(c) || c == '-';
      if (!fine) {
        return false;
      }
    }
    return true;
  }

  /** Letters, digits, dots, hyphens and underscores, beginning and ending as Azure asks for. */
  public static boolean isScaleSet(String text) {
    if (text.isEmpty() || text.length() > LONGEST_SCALE_SET) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean first = i == 0;
      boolean last = i == text.length() - 1;
      boolean fine =
          isLetterOrDigit(c) || (c == '_' && !first) || ((c == '-' || c == '.') && !first && !last);
      if (!fine) {
        return false;
      }
    }
    return true;
  }

  /** Letters, digits and underscores. */
  public static boolean isSize(String text) {
    if (text.isEmpty() || text.length() > LONGEST_SIZE) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      if (!isLetterOrDigit(text.charAt(i)) && text.charAt(i) != '_') {
        return false;
      }
    }
    return true;
  }

  /** Letters, digits and hyphens, or nothing. */
  public static boolean isLocale(String text) {
    if (text.length() > 16) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      if (!isLetterOrDigit(text.charAt(i)) && text.charAt(i) != '-') {
        return false;
      }
    }
    return true;
  }

  /** So many hex digits. */
  public static boolean isHex(String text, int length) {
    if (text.length() != length) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      boolean fine = isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
      if (!fine) {
        return false;
      }
    }
    return true;
  }

  /** Digits, at least one. */
  public static boolean isDigits(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (!isDigit(text.charAt(i))) {
        return false;
      }
    }
    return !text.isEmpty();
  }

  /** Can be shown in one line, and copied from there as it is. */
  public static boolean isCopyable(String text) {
    for (int i = 0; i < text.length(); ) {
      int point = text.codePointAt(i);
      i += Character.charCount(point);
      boolean blank = Character.isWhitespace(point) || Character.isSpaceChar(point);
      boolean seen =
          switch (Character.getType(point)) {
            case Character.CONTROL,
                Character.FORMAT,
                Character.SURROGATE,
                Character.PRIVATE_USE,
                Character.UNASSIGNED ->
                false;
            default -> !blank || point == ' ';
          };
      if (!seen || Text.isBlank(point)) {
        return false;
      }
    }
    return text.equals(text.strip());
  }

  /** A host name or a part of one: letters, digits, hyphens, and dots between them. */
  public static boolean isHost(String text) {
    for (String label : text.split("\\.", -1)) {
      if (label.length() > LONGEST_LABEL || label.startsWith("-") || label.endsWith("-")) {
        return false;
      }
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean inside = i > 0 && i < text.length() - 1;
      if (!isLetterOrDigit(c) && !(inside && (c == '-' || c == '.'))) {
        return false;
      }
    }
    return !text.isEmpty() && !text.contains("..");
  }

  /** The form of a time zone's name, such as {@code Europe/Berlin}. */
  public static boolean isZone(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (!isLetterOrDigit(text.charAt(i)) && "/_+-".indexOf(text.charAt(i)) < 0) {
        return false;
      }
    }
    return !text.isEmpty() && text.length() <= 64;
  }

  /** Visible ASCII only, as an HTTP header may carry. */
  public static boolean isVisible(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) <= ' ' || text.charAt(i) > '~') {
        return false;
      }
    }
    return true;
  }

  private static boolean isLetterOrDigit(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || isDigit(c);
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
