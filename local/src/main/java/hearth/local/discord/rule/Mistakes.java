package hearth.local.discord.rule;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hearth.local.http.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/** Collects what is wrong with a body, in the shape of Discord's {@code errors}. */
public final class Mistakes {
  private final ObjectNode errors = Json.object();

  public boolean none() {
    return errors.isEmpty();
  }

  public ObjectNode json() {
    return errors;
  }

  /** The mistakes, one a line, as {@code path: message}. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    each("", errors, (path, error) -> lines.add(path + ": " + error.path("message").asText()));
    return lines;
  }

  private static void each(String path, JsonNode node, BiConsumer<String, JsonNode> what) {
    node.path("_errors").forEach(error -> what.accept(path, error));
    node.properties().stream()
        .filter(field -> !field.getKey().equals("_errors"))
        .forEach(field -> each(Rule.at(path, field.getKey()), field.getValue(), what));
  }

  /** Notes the mistakes found in what stands at a path. */
  public void addAll(String path, Mistakes inside) {
    each(
        "",
        inside.errors,
        (place, error) -> {
          String full = place.isEmpty() ? path : Rule.at(path, place);
          add(full, error.path("code").asText(), error.path("message").asText());
        });
  }

  /** Notes a mistake at a path such as {@code embeds.0.title}. */
  public void add(String path, String code, String message) {
    ObjectNode node = errors;
    for (String part : path.isEmpty() ? new String[0] : path.split("\\.", -1)) {
      node = node.withObject("/" + part.replace("~", "~0").replace("/", "~1"));
    }
    node.withArray("/_errors").addObject().put("code", code).put("message", message);
  }
}
