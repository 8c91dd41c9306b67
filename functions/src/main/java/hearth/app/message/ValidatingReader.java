package hearth.app.message;

import hearth.discord.Ids;
import hearth.json.BadJson;
import hearth.json.JsonReader;
import hearth.json.JsonReader.Kind;
import java.util.List;

/**
 * Reads values that must have a certain form. What has not is noted with its path, never with the
 * value itself, and passed over, so that one reading finds all that is wrong. A method named for a
 * form reads the value at which the parser stands.
 */
public final class ValidatingReader {
  private final JsonReader json;
  private final String name;
  private final List<String> problems;

  /** Notes what is wrong under the document's name. */
  public ValidatingReader(JsonReader json, String name, List<String> problems) {
    this.json = json;
    this.name = name;
    this.problems = problems;
  }

  /** Steps to the next member's value; null where the object ends. */
  public String member() throws BadJson {
    return json.member();
  }

  /** Steps to the next element; false where the array ends. */
  public boolean element() throws BadJson {
    return json.element();
  }

  public boolean object() throws BadJson {
    return is(Kind.OBJECT, "must be an object");
  }

  public boolean array() throws BadJson {
    return is(Kind.ARRAY, "must be an array");
  }

  /** A text, or null. */
  public String text() throws BadJson {
    return is(Kind.TEXT, "must be a text") ? json.text() : null;
  }

  public String snowflake() throws BadJson {
    String text = text();
    return checked(text, text == null || Ids.isSnowflake(text), "must be a Discord id");
  }

  public String server() throws BadJson {
    String text = text();
    return checked(
        text,
        text == null || Formats.isServer(text),
        "must be 1 to 32 lower-case letters, digits, and hyphens inside");
  }

  /** A whole number within bounds; the lower bound where there is none. */
  public long whole(long least, long most) throws BadJson {
    Long number = json.whole();
    if (number != null && number >= least && number <= most) {
      return number;
    }
    json.skip();
    problem("must be a whole number from " + least + " to " + most);
    return least;
  }

  /** A number that is not negative; 0 where there is none. */
  public double notNegative() throws BadJson {
    Double number = json.real();
    if (number != null && number >= 0 && number < Double.POSITIVE_INFINITY) {
      return number;
    }
    json.skip();
    problem("must be a number that is not negative");
    return 0;
  }

  public boolean truth() throws BadJson {
    boolean isTrue = json.kind() == Kind.TRUE;
    if (!isTrue && json.kind() != Kind.FALSE) {
      json.skip();
      problem("must be true or false");
    }
    return isTrue;
  }

  boolean isNull() {
    return json.kind() == Kind.NULL;
  }

  boolean isScalar() {
    return json.kind() != Kind.OBJECT && json.kind() != Kind.ARRAY && !isNull();
  }

  void skip() throws BadJson {
    json.skip();
  }

  /** The value if it has its form, else null, noted. */
  public <T> T checked(T value, boolean fine, String what) {
    if (!fine) {
      problem(what);
      return null;
    }
    return value;
  }

  /** A member that must be there. */
  public void required(Object value, String member) {
    if (value == null) {
      problem("lacks " + member + ", or it is malformed");
    }
  }

  public void unknown() throws BadJson {
    json.skip();
    problem("is not known here");
  }

  void problem(String what) {
    problems.add(name + json.path() + " " + what);
  }

  /**
   * Nothing may follow the document.
   *
   * @throws BadJson where something does
   */
  public void end() throws BadJson {
    json.end();
  }

  private boolean is(Kind kind, String what) throws BadJson {
    if (json.kind() == kind) {
      return true;
    }
    json.skip();
    problem(what);
    return false;
  }
}
