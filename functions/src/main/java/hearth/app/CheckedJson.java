package hearth.app;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import hearth.discord.Ids;
import java.io.IOException;
import java.util.List;

/**
 * Reads values that must have a certain form. What has not is noted with its path, never with the
 * value itself, and passed over, so that one reading finds all that is wrong. A method named for a
 * form reads the value at which the parser stands.
 */
final class CheckedJson {
  private final JsonParser json;
  private final String name;
  private final List<String> problems;

  /** Notes what is wrong under the document's name. */
  CheckedJson(JsonParser json, String name, List<String> problems) {
    this.json = json;
    this.name = name;
    this.problems = problems;
  }

  /** Steps to the next member's value; null where the object ends. */
  String member() throws IOException {
    String member = json.nextFieldName();
    if (member != null) {
      json.nextToken();
    }
    return member;
  }

  /** Steps to the next element; false where the array ends. */
  boolean element() throws IOException {
    return json.nextToken() != JsonToken.END_ARRAY;
  }

  boolean object() throws IOException {
    return is(JsonToken.START_OBJECT, "must be an object");
  }

  boolean array() throws IOException {
    return is(JsonToken.START_ARRAY, "must be an array");
  }

  /** A text, or null. */
  String text() throws IOException {
    return is(JsonToken.VALUE_STRING, "must be a text") ? json.getText() : null;
  }

  String snowflake() throws IOException {
    String text = text();
    return checked(text, text == null || Ids.isSnowflake(text), "must be a Discord id");
  }

  String server() throws IOException {
    String text = text();
    return checked(
        text,
        text == null || Form.isServer(text),
        "must be 1 to 32 lower-case letters, digits, and hyphens inside");
  }

  /** A whole number within bounds; the lower bound where there is none. */
  long whole(long least, long most) throws IOException {
    if (json.currentToken() == JsonToken.VALUE_NUMBER_INT
        && json.getNumberType() != JsonParser.NumberType.BIG_INTEGER) {
      long number = json.getLongValue();
      if (number >= least && number <= most) {
        return number;
      }
    }
    json.skipChildren();
    problem("must be a whole number from " + least + " to " + most);
    return least;
  }

  /** A number that is not negative; 0 where there is none. */
  double notNegative() throws IOException {
    if (json.currentToken().isNumeric()) {
      double number = json.getDoubleValue();
      if (number >= 0 && number < Double.POSITIVE_INFINITY) {
        return number;
      }
    }
    json.skipChildren();
    problem("must be a number that is not negative");
    return 0;
  }

  boolean truth() throws IOException {
    boolean isTrue = json.currentToken() == JsonToken.VALUE_TRUE;
    if (!isTrue && json.currentToken() != JsonToken.VALUE_FALSE) {
      json.skipChildren();
      problem("must be true or false");
    }
    return isTrue;
  }

  boolean isNull() {
    return json.currentToken() == JsonToken.VALUE_NULL;
  }

  boolean isScalar() {
    return json.currentToken().isScalarValue() && !isNull();
  }

  void skip() throws IOException {
    json.skipChildren();
  }

  /** The value if it has its form, else null, noted. */
  <T> T checked(T value, boolean fine, String what) {
    if (!fine) {
      problem(what);
      return null;
    }
    return value;
  }

  /** A member that must be there. */
  void required(Object value, String member) {
    if (value == null) {
      problem("lacks " + member + ", or it is malformed");
    }
  }

  void unknown() throws IOException {
    json.skipChildren();
    problem("is not known here");
  }

  void problem(String what) {
    problems.add(name + json.getParsingContext().pathAsPointer() + " " + what);
  }

  /** Nothing may follow the document. */
  void end() throws IOException {
    if (json.nextToken() != null) {
      problems.add(name + " holds more than one value");
    }
  }

  private boolean is(JsonToken token, String what) throws IOException {
    if (json.currentToken() == token) {
      return true;
    }
    json.skipChildren();
    problem(what);
    return false;
  }
}
