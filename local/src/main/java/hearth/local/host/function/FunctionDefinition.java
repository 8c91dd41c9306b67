package hearth.local.host.function;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A function as its function.json describes it.
 *
 * @param name the folder's name
 * @param className the class that holds it
 * @param method the method's name
 * @param trigger what makes it run
 * @param outputs what it writes
 */
public record FunctionDefinition(
    String name, String className, String method, Binding trigger, List<Binding> outputs) {

  /**
   * @throws HostException saying what is wrong with the function.json
   */
  public static FunctionDefinition of(String name, JsonNode json) {
    String entryPoint = json.path("entryPoint").asText("");
    int dot = entryPoint.lastIndexOf('.');
    if (dot < 1 || dot == entryPoint.length() - 1) {
      throw new HostException("function " + name + " has no entryPoint of class and method");
    }
    List<Binding> triggers = new ArrayList<>();
    List<Binding> outputs = new ArrayList<>();
    for (JsonNode binding : json.path("bindings")) {
      Binding read = binding(name, binding);
      (read.type().isTrigger() ? triggers : outputs).add(read);
    }
    if (triggers.size() != 1) {
      throw new HostException(
          "function " + name + " has " + triggers.size() + " triggers, not one");
    }
    return new FunctionDefinition(
        name,
        entryPoint.substring(0, dot),
        entryPoint.substring(dot + 1),
        triggers.getFirst(),
        List.copyOf(outputs));
  }

  private static Binding binding(String function, JsonNode json) {
    String type = json.path("type").asText("");
    String direction = json.path("direction").asText("");
    return BindingType.of(type, direction)
        .map(known -> new Binding(known, json.path("name").asText(""), json))
        .orElseThrow(
            () ->
                new HostException(
                    "function %s has a binding this host does not know: type '%s', direction '%s'"
                        .formatted(function, type, direction)));
  }

  /** The queue that a parameter of that name writes. */
  public Optional<Binding> queueOutput(String parameter) {
    return outputs.stream()
        .filter(output -> output.type() == BindingType.QUEUE_OUTPUT)
        .filter(output -> output.name().equals(parameter))
        .findFirst();
  }
}
