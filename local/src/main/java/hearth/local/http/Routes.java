package hearth.local.http;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the handler for a method and a path. A pattern's segments are literal (in any case, as ARM
 * has it) or {@code {name}}, which stands for one segment; the route added first wins.
 */
public final class Routes {
  private final List<Route> routes = new ArrayList<>();

  private record Route(String method, List<String> pattern, Handler handler) {}

  /** Adds a route and returns this. */
  public Routes on(String method, String pattern, Handler handler) {
    routes.add(new Route(method, segments(pattern), handler));
    return this;
  }

  /** The answer of the first route that fits; empty when none does. */
  public Optional<Reply> answer(Request request) {
    List<String> path = segments(request.path());
    for (Route route : routes) {
      if (route.method().equals(request.method())) {
        Optional<Map<String, String>> names = match(route.pattern(), path);
        if (names.isPresent()) {
          return Optional.of(route.handler().answer(request.named(names.get())));
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<Map<String, String>> match(List<String> pattern, List<String> path) {
    if (pattern.size() != path.size()) {
      return Optional.empty();
    }
    Map<String, String> names = new HashMap<>();
    for (int i = 0; i < path.size(); i++) {
      String part = pattern.get(i);
      if (part.startsWith("{")) {
        names.put(part.substring(1, part.length() - 1), Request.decoded(path.get(i)));
      } else if (!part.equalsIgnoreCase(path.get(i))) {
        return Optional.empty();
      }
    }
    return Optional.of(names);
  }

  private static List<String> segments(String path) {
    return List.of(path.split("/", -1));
  }
}
