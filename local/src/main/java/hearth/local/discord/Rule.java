package hearth.local.discord;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What a value in a body must be. A rule is asked about values that are there only: absent and null
 * are the business of the {@link Shape} around it.
 */
@FunctionalInterface
interface Rule {
  /** Anything goes. */
  Rule ANY = (path, value, mistakes) -> {};

  /** Notes what is wrong with the value at this path. */
  void check(String path, JsonNode value, Mistakes mistakes);

  /** This rule and another one. */
  default Rule and(Rule other) {
    return (path, value, mistakes) -> {
      check(path, value, mistakes);
      other.check(path, value, mistakes);
    };
  }

  /** The mistakes in a whole body. */
  default Mistakes in(JsonNode body) {
    Mistakes mistakes = new Mistakes();
    check("", body, mistakes);
    return mistakes;
  }

  /** Each of these, whatever the list's length. */
  static Rule each(Rule rule) {
    return (path, list, mistakes) -> {
      for (int i = 0; i < list.size(); i++) {
        rule.check(at(path, Integer.toString(i)), list.get(i), mistakes);
      }
    };
  }

  /** The path of something inside. */
  static String at(String path, String inside) {
    return path.isEmpty() ? inside : path + "." + inside;
  }
}
