package hearth.local.host.function;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.gson.Gson;
import java.lang.reflect.Type;
import java.util.Map;
import java.util.TreeMap;

/** The metadata for {@code @BindingName}, whatever the case of its name. */
public final class Metadata {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Gson GSON = new Gson();

  private final Map<String, String> values = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

  public Metadata with(String name, String value) {
    values.put(name, value);
    return this;
  }

  public Metadata with(Map<String, String> more) {
    values.putAll(more);
    return this;
  }

  /** The top-level members of a JSON object replace what is there under their names. */
  public Metadata withMembersOf(String text) {
    try {
      JsonNode json = JSON.readTree(text);
      json.properties().forEach(member -> values.put(member.getKey(), plain(member.getValue())));
    } catch (JsonProcessingException e) {
      // Most messages of other apps are not JSON: they have no members.
      return this;
    }
    return this;
  }

  private static String plain(JsonNode value) {
    return value.isValueNode() ? value.asText() : value.toString();
  }

  /**
   * The value bound to a name.
   *
   * @throws IllegalArgumentException when there is none, or none of that type: the invocation fails
   */
  Object bound(String name, Type type) {
    String value = values.get(name);
    if (value == null) {
      throw new IllegalArgumentException("nothing is bound to " + name);
    }
    if (type == String.class) {
      return value;
    }
    try {
      return GSON.fromJson(value, type);
    } catch (RuntimeException e) {
      throw new IllegalArgumentException(name + " cannot be read as " + type, e);
    }
  }
}
