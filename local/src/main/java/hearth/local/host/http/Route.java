package hearth.local.host.http;

import hearth.local.host.function.HostException;
import hearth.local.host.function.FunctionDefinition;
import hearth.local.host.function.Binding;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The route of an HTTP function.
 *
 * @param segments of the path; one like {@code {name}} takes anything
 * @param methods empty for any
 */
public record Route(List<String> segments, Set<String> methods) {
  private static final Pattern SLASH = Pattern.compile("/");
  private static final Pattern PLAIN = Pattern.compile("[^{}]*|\\{\\w+}");

  /**
   * @throws HostException for a template with constraints, defaults or optional parts
   */
  public static Route of(FunctionDefinition function, String prefix) {
    Binding trigger = function.trigger();
    String route = trigger.text("route").isEmpty() ? function.name() : trigger.text("route");
    List<String> segments = segments(prefix + "/" + route);
    if (!segments.stream().allMatch(segment -> PLAIN.matcher(segment).matches())) {
      throw new HostException("function " + function.name() + ": unknown kind of route " + route);
    }
    Set<String> methods = new HashSet<>();
    for (JsonNode method : trigger.json().path("methods")) {
      methods.add(method.asText().toUpperCase(Locale.ROOT));
    }
    return new Route(segments, Set.copyOf(methods));
  }

  private static List<String> segments(String path) {
    return SLASH.splitAsStream(path).filter(segment -> !segment.isEmpty()).toList();
  }

  /** The values of the route's parameters, if the request is for it. */
  Optional<Map<String, String>> match(String method, String path) {
    List<String> asked = segments(path);
    if (asked.size() != segments.size() || !(methods.isEmpty() || methods.contains(method))) {
      return Optional.empty();
    }
    Map<String, String> values = new HashMap<>();
    for (int i = 0; i < segments.size(); i++) {
      String segment = segments.get(i);
      if (segment.startsWith("{")) {
        values.put(segment.substring(1, segment.length() - 1), asked.get(i));
      } else if (!segment.equalsIgnoreCase(asked.get(i))) {
        return Optional.empty();
      }
    }
    return Optional.of(values);
  }
}
