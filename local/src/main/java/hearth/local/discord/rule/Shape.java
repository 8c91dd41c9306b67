package hearth.local.discord.rule;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** The keys of an object and the rule of each. Stricter than Discord: an unknown key is refused. */
final class Shape implements Rule {
  private final Map<String, Rule> fields = new LinkedHashMap<>();
  private final Set<String> needed = new LinkedHashSet<>();

  /** The key must be there. */
  Shape needs(String key, Rule rule) {
    needed.add(key);
    return may(key, rule);
  }

  /** The key may be there. */
  Shape may(String key, Rule rule) {
    fields.put(key, rule);
    return this;
  }

  @Override
  public void check(String path, JsonNode object, Mistakes mistakes) {
    if (!object.isObject()) {
      mistakes.add(path, "DICT_TYPE_CONVERT", "Only dictionaries may be used in a DictType");
      return;
    }
    for (String key : needed) {
      if (!object.hasNonNull(key)) {
        mistakes.add(Rule.at(path, key), "BASE_TYPE_REQUIRED", "This field is required");
      }
    }
    object
        .properties()
        .forEach(
            field ->
                one(Rule.at(path, field.getKey()), field.getKey(), field.getValue(), mistakes));
  }

  private void one(String path, String key, JsonNode value, Mistakes mistakes) {
    Rule rule = fields.get(key);
    if (rule == null) {
      mistakes.add(path, "UNKNOWN_KEY", "Unknown key.");
    } else if (!value.isNull()) {
      rule.check(path, value, mistakes);
    }
  }
}
