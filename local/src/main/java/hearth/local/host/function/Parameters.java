package hearth.local.host.function;

import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.annotation.BindingName;
import com.microsoft.azure.functions.annotation.HttpTrigger;
import com.microsoft.azure.functions.annotation.QueueOutput;
import com.microsoft.azure.functions.annotation.QueueTrigger;
import com.microsoft.azure.functions.annotation.TimerTrigger;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;

/** The values of a function's parameters. */
public final class Parameters {
  private final List<Argument> arguments;

  /** The value of one parameter in one invocation. */
  private interface Argument {
    Object in(Invocation invocation);
  }

  private Parameters(List<Argument> arguments) {
    this.arguments = arguments;
  }

  /**
   * @throws HostException when a parameter is bound to nothing that the function.json has
   */
  public static Parameters of(Method method, FunctionDefinition definition) {
    return new Parameters(
        Arrays.stream(method.getParameters()).map(p -> argument(p, definition)).toList());
  }

  Object[] arguments(Invocation invocation) {
    return arguments.stream().map(argument -> argument.in(invocation)).toArray();
  }

  private static Argument argument(Parameter parameter, FunctionDefinition definition) {
    if (parameter.getType() == ExecutionContext.class) {
      return invocation -> invocation;
    }
    BindingName name = parameter.getAnnotation(BindingName.class);
    if (name != null) {
      Type type = parameter.getParameterizedType();
      return invocation -> invocation.metadata().bound(name.value(), type);
    }
    QueueOutput output = parameter.getAnnotation(QueueOutput.class);
    if (output != null) {
      return definition
          .queueOutput(output.name())
          .<Argument>map(binding -> invocation -> invocation.newOutput(binding))
          .orElseThrow(() -> unbound(parameter, definition));
    }
    if (isOfBytes(parameter)) {
      return invocation -> {
        throw new IllegalArgumentException(
            "a JSON body comes as text: it cannot be bound to byte[]");
      };
    }
    if (isTrigger(parameter)) {
      return Invocation::trigger;
    }
    throw unbound(parameter, definition);
  }

  /** The real worker gives bytes for two content types, and fails for all others. */
  private static boolean isOfBytes(Parameter parameter) {
    return parameter.isAnnotationPresent(HttpTrigger.class)
        && parameter.getParameterizedType().getTypeName().contains("byte[]");
  }

  private static boolean isTrigger(Parameter parameter) {
    return parameter.isAnnotationPresent(HttpTrigger.class)
        || parameter.isAnnotationPresent(QueueTrigger.class)
        || parameter.isAnnotationPresent(TimerTrigger.class);
  }

  private static HostException unbound(Parameter parameter, FunctionDefinition definition) {
    return new HostException(
        "function %s: its parameter of type %s is bound to nothing in function.json"
            .formatted(definition.name(), parameter.getType().getName()));
  }
}
