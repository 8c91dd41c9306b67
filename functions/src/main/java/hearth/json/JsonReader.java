package hearth.json;

import java.util.HashSet;
import java.util.Set;

/**
 * Reads a JSON text (RFC 8259) in one pass, strictly. A name that stands twice in one object is
 * refused, for readers may differ in which of the two they believe; so is what is nested deeper
 * than {@link #DEEPEST}.
 *
 * <p>The reader stands at a value, at first the outermost. From an object or array it steps inside
 * by {@link #member} or {@link #element}, or over it by {@link #skip}.
 */
public final class JsonReader {
  /** Nesting beyond this is refused: no honest sender comes near it. */
  public static final int DEEPEST = 32;

  private final String source;
  private final char[] text;

  // Of each object or array around the value: how it ends, how many values of it were reached,
  // the newest one's name, and all names so far.
  private final char[] closers = new char[DEEPEST];
  private final int[] counts = new int[DEEPEST];
  private final String[] names = new String[DEEPEST];

  @SuppressWarnings({"unchecked", "rawtypes"})
  private final Set<String>[] known = new Set[DEEPEST];

  private int depth;
  private int next;
  private Kind kind;

  /** Whether the reader stands at an object or array that it has not stepped over. */
  private boolean open;

  /** The value's text, or the number as it is written. */
  private String scalar;

  private boolean whole;

  /** The kind of a value. */
  public enum Kind {
    OBJECT,
    ARRAY,
    TEXT,
    NUMBER,
    TRUE,
    FALSE,
    NULL
  }

  /**
   * Stands at the outermost value.
   *
   * @throws BadJson where there is none
   */
  public JsonReader(String text) throws BadJson {
    source = text;
    this.text = text.toCharArray();
    value();
  }

  /** The kind of the value at which the reader stands. */
  public Kind kind() {
    return kind;
  }

  /**
   * Steps to the object's next member and stands at its value.
   *
   * @return its name, or null where the object ends
   */
  public String member() throws BadJson {
    if (!more('}')) {
      return null;
    }
    String name = quoted();
    if (known[depth - 1] == null) {
      known[depth - 1] = new HashSet<>();
    }
    if (!known[depth - 1].add(name)) {
      throw bad("a name stands twice");
    }
    names[depth - 1] = name;
    expect(':');
    value();
    return name;
  }

  /** Steps to the array's next element and stands at it; false where the array ends. */
  public boolean element() throws BadJson {
    if (!more(']')) {
      return false;
    }
    value();
    return true;
  }

  /** The text at which the reader stands, or null where it is none. */
  public String text() {
    return kind == Kind.TEXT ? scalar : null;
  }

  /** The number at which the reader stands; null where it is none, not whole, or past a long. */
  public Long whole() {
    if (kind != Kind.NUMBER || !whole) {
      return null;
    }
    try {
      return Long.valueOf(scalar);
    } catch (NumberFormatException e) {
      return null;
    }
  }

  /** The number at which the reader stands, as near as a double comes; null where it is none. */
  public Double real() {
    return kind == Kind.NUMBER ? Double.valueOf(scalar) : null;
  }

  /** Steps over the object or array at which the reader stands; any other value is behind it. */
  public void skip() throws BadJson {
    int outside = open ? depth - 1 : depth;
    while (depth > outside) {
      if (closers[depth - 1] == '}') {
        member();
      } else {
        element();
      }
    }
  }

  /**
   * Makes sure that nothing follows the outermost value.
   *
   * @throws BadJson where something does
   */
  public void end() throws BadJson {
    blanks();
    if (next < text.length) {
      throw bad("there is more than one value");
    }
  }

  /** The reader's place, as a JSON pointer (RFC 6901). */
  public String path() {
    StringBuilder path = new StringBuilder();
    for (int i = 0; i < depth; i++) {
      if (counts[i] > 0) {
        path.append('/');
        if (closers[i] == '}') {
          path.append(names[i].replace("~", "~0").replace("/", "~1"));
        } else {
          path.append(counts[i] - 1);
        }
      }
    }
    return path.toString();
  }

  /** The exception for a caller who expected another value here. */
  public BadJson bad(String what) {
    int line = 1;
    int column = 1;
    for (int i = 0; i < next && i < text.length; i++) {
      column = text[i] == '\n' ? 1 : column + 1;
      line += text[i] == '\n' ? 1 : 0;
    }
    return new BadJson(what, line, column);
  }

  /** Steps to the next value of the object or array around; false where that ends. */
  private boolean more(char closer) throws BadJson {
    if (depth == 0 || closers[depth - 1] != closer) {
      throw new IllegalStateException("the reader stands in nothing that ends with " + closer);
    }
    open = false;
    blanks();
    if (next < text.length && text[next] == closer) {
      next++;
      depth--;
      return false;
    }
    if (counts[depth - 1]++ > 0) {
      expect(',');
    }
    return true;
  }

  private void value() throws BadJson {
    blanks();
    switch (next < text.length ? text[next] : ' ') {
      case '{' -> enter(Kind.OBJECT, '}');
      case '[' -> enter(Kind.ARRAY, ']');
      case '"' -> {
        scalar = quoted();
        kind = Kind.TEXT;
      }
      case 't' -> word("true", Kind.TRUE);
      case 'f' -> word("false", Kind.FALSE);
      case 'n' -> word("null", Kind.NULL);
      default -> number();
    }
  }

  private void enter(Kind entered, char closer) throws BadJson {
    if (depth == DEEPEST) {
      throw bad("nested too deep");
    }
    next++;
    closers[depth] = closer;
    counts[depth] = 0;
    known[depth] = null;
    depth++;
    kind = entered;
    open = true;
  }

  private void word(String word, Kind meant) throws BadJson {
    for (int i = 0; i < word.length(); i++) {
      expectHere(word.charAt(i));
    }
    kind = meant;
  }

  private void number() throws BadJson {
    int begin = next;
    skipIf('-');
    if (!skipIf('0')) {
      digits();
    }
    whole = true;
    if (skipIf('.')) {
      whole = false;
      digits();
    }
    if (skipIf('e') || skipIf('E')) {
      whole = false;
      if (!skipIf('-')) {
        skipIf('+');
      }
      digits();
    }
    scalar = source.substring(begin, next);
    kind = Kind.NUMBER;
  }

  private void digits() throws BadJson {
    int begin = next;
    while (next < text.length && text[next] >= '0' && text[next] <= '9') {
      next++;
    }
    if (next == begin) {
      throw bad("not a value");
    }
  }

  private boolean skipIf(char c) {
    boolean there = next < text.length && text[next] == c;
    next += there ? 1 : 0;
    return there;
  }

  private String quoted() throws BadJson {
    expect('"');
    int begin = next;
    char[] all = text;
    int end = begin;
    while (end < all.length && all[end] >= ' ' && all[end] != '"' && all[end] != '\\') {
      end++;
    }
    next = end;
    if (skipIf('"')) {
      return source.substring(begin, end);
    }
    return unescaped(new StringBuilder().append(text, begin, end - begin));
  }

  private String unescaped(StringBuilder plain) throws BadJson {
    while (next < text.length && text[next] >= ' ') {
      char c = text[next++];
      if (c == '"') {
        return plain.toString();
      }
      plain.append(c == '\\' ? escape() : c);
    }
    throw bad("a text does not end");
  }

  private char escape() throws BadJson {
    char c = next < text.length ? text[next++] : ' ';
    return switch (c) {
      case '"', '\\', '/' -> c;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> unicode();
      default -> throw bad("no such escape");
    };
  }

  private char unicode() throws BadJson {
    int unit = 0;
    for (int i = 0; i < 4; i++) {
      char c = next < text.length ? text[next++] : ' ';
      int digit = c < 128 ? Character.digit(c, 16) : -1;
      if (digit < 0) {
        throw bad("no such escape");
      }
      unit = unit << 4 | digit;
    }
    return (char) unit;
  }

  private void expect(char c) throws BadJson {
    blanks();
    expectHere(c);
  }

  private void expectHere(char c) throws BadJson {
    if (!skipIf(c)) {
      throw bad("not what JSON has here");
    }
  }

  private void blanks() {
    while (next < text.length && isBlank(text[next])) {
      next++;
    }
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
  }
}
