package hearth.local.host;

import java.util.List;
import java.util.Optional;

/**
 * A function as its function.json describes it.
 *
 * @param name the folder's name
 * @param className the class that holds it
 * @param method the method's name
 * @param bindings trigger and outputs
 */
record FunctionDefinition(String name, String className, String method, List<Binding> bindings) {

  Optional<Binding> trigger(String type) {
    return bindings.stream().filter(binding -> binding.type().equals(type)).findFirst();
  }

  /** The queue that a parameter of that name writes. */
  Optional<Binding> output(String parameter) {
    return bindings.stream()
        .filter(b -> b.out() && b.type().equals("queue") && b.name().equals(parameter))
        .findFirst();
  }
}
