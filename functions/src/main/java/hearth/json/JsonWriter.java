package hearth.json;

/** Writes a JSON text (RFC 8259). What was begun last is ended first; a null text is a null. */
public final class JsonWriter {
  private static final String HEX = "0123456789abcdef";

  private final StringBuilder json = new StringBuilder(512);
  private final StringBuilder closers = new StringBuilder();

  /** Whether a value came before in the same object or array. */
  private boolean another;

  /** Begins an object that is an array's element, or the outermost value. */
  public JsonWriter object() {
    return begin('{', '}');
  }

  /** Begins an object that is a member. */
  public JsonWriter object(String name) {
    return name(name).begin('{', '}');
  }

  /** Begins an array that is a member. */
  public JsonWriter array(String name) {
    return name(name).begin('[', ']');
  }

  /** Ends the object or array that was begun last. */
  public JsonWriter end() {
    json.append(closers.charAt(closers.length() - 1));
    closers.setLength(closers.length() - 1);
    another = true;
    return this;
  }

  /** A member that is a text, or null. */
  public JsonWriter member(String name, String text) {
    name(name);
    return text == null ? literal("null") : quoted(text);
  }

  /** A member that is a number. */
  public JsonWriter member(String name, long number) {
    return name(name).literal(Long.toString(number));
  }

  /** A member that is a truth value. */
  public JsonWriter member(String name, boolean truth) {
    return name(name).literal(truth ? "true" : "false");
  }

  /** The text written so far. */
  @Override
  public String toString() {
    return json.toString();
  }

  private JsonWriter begin(char opener, char closer) {
    comma();
    json.append(opener);
    closers.append(closer);
    another = false;
    return this;
  }

  private JsonWriter name(String name) {
    comma();
    quoted(name);
    json.append(':');
    another = false;
    return this;
  }

  private JsonWriter literal(String text) {
    json.append(text);
    another = true;
    return this;
  }

  private JsonWriter quoted(String text) {
    json.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        json.append('\\').append(c);
      } else if (c < ' ') {
        json.append("\\u00").append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
      } else {
        json.append(c);
      }
    }
    json.append('"');
    another = true;
    return this;
  }

  private void comma() {
    if (another) {
      json.append(',');
    }
  }
}
