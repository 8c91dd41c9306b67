package hearth.local.host;

import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.annotation.BindingName;
import com.microsoft.azure.functions.annotation.QueueOutput;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.logging.Logger;

/** A function that can be invoked; each invocation has a new instance of its class. */
final class Function {
  private final FunctionDefinition definition;
  private final ClassLoader app;
  private final Logger logger;

  /**
   * What an invocation left behind.
   *
   * @param result what it returned, or null
   * @param outputs its output parameters, set or not
   */
  record Outcome(Object result, List<Output> outputs) {}

  Function(FunctionDefinition definition, ClassLoader app) {
    this.definition = definition;
    this.app = app;
    this.logger = Logger.getLogger("function." + definition.name());
  }

  FunctionDefinition definition() {
    return definition;
  }

  /** Fails where class or method are not in the jar. */
  void check() {
    try {
      method(Class.forName(definition.className(), false, app));
    } catch (ClassNotFoundException e) {
      throw new HostException("the jar lacks " + definition.className(), e);
    }
  }

  /**
   * Invokes it.
   *
   * @param trigger what triggered it
   * @param metadata what {@code @BindingName} can ask for, by lower-case name
   * @throws Exception what the function threw
   */
  Outcome invoke(Object trigger, Map<String, Object> metadata) throws Exception {
    Thread.currentThread().setContextClassLoader(app);
    Class<?> type = Class.forName(definition.className(), true, app);
    Method method = method(type);
    List<Output> outputs = new ArrayList<>();
    Object[] arguments =
        Arrays.stream(method.getParameters())
            .map(parameter -> argument(parameter, trigger, metadata, outputs))
            .toArray();
    try {
      Object instance = type.getDeclaredConstructor().newInstance();
      return new Outcome(method.invoke(instance, arguments), outputs);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof Exception cause) {
        throw cause;
      }
      throw e;
    }
  }

  private Method method(Class<?> type) {
    return Arrays.stream(type.getMethods())
        .filter(method -> method.getName().equals(definition.method()))
        .findFirst()
        .orElseThrow(
            () ->
                new HostException(type.getName() + " has no public method " + definition.method()));
  }

  private Object argument(
      Parameter parameter, Object trigger, Map<String, Object> metadata, List<Output> outputs) {
    if (parameter.getType() == ExecutionContext.class) {
      return new Context(definition.name(), UUID.randomUUID().toString(), logger);
    }
    QueueOutput queue = parameter.getAnnotation(QueueOutput.class);
    if (queue != null) {
      Output output = new Output(definition.output(queue.name()).orElseThrow());
      outputs.add(output);
      return output;
    }
    BindingName name = parameter.getAnnotation(BindingName.class);
    return name == null ? trigger : bound(name.value(), parameter.getType(), metadata);
  }

  private static Object bound(String name, Class<?> type, Map<String, Object> metadata) {
    Object value = metadata.get(name.toLowerCase(Locale.ROOT));
    if (value == null) {
      throw new IllegalArgumentException("nothing is bound to " + name);
    }
    if (type == String.class) {
      return value.toString();
    }
    long number = Long.parseLong(value.toString());
    return type == int.class || type == Integer.class ? (Object) (int) number : (Object) number;
  }
}
