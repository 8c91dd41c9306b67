package hearth.local.discord.rule;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A rule for a value in a body. A rule is asked about values that are there only: absent and null
 * are the business of the {@link Shape} around it.
 */
@FunctionalInterface
public interface Rule {
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

  /** The rule for a member that is there. */
  static Rule member(String key, Rule rule) {
    return (path, object, mistakes) -> {
      if (object.hasNonNull(key)) {
        rule.check(at(path, key), object.get(key), mistakes);
      }
    };
  }

  /** A member that must be there. */
  static Rule needs(String key) {
    return (path, object, mistakes) -> {
      if (!object.hasNonNull(key)) {
        Values.missing(at(path, key), mistakes);
      }
    };
  }

  /** Each of these, whatever the list's length. */
  static Rule each(Rule rule) {
    return (path, list, mistakes) -> {
      for (int i = 0; i < list.size(); i++) {
        rule.check(at(path, Integer.toString(i)), list.get(i), mistakes);
      }
    };
  }

  /** Every value of an object, whatever its keys. */
  static Rule values(Rule rule) {
    return (path, object, mistakes) ->
        object
            .properties()
            .forEach(field -> rule.check(at(path, field.getKey()), field.getValue(), mistakes));
  }

  /** The path of something inside. */
  static String at(String path, String inside) {
    return path.isEmpty() ? inside : path + "." + inside;
  }
}
