package hearth.bench.worker;

import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.HttpRequestMessage;
import com.microsoft.azure.functions.OutputBinding;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Properties;

/** One invocation: a new instance of the function's class, and its arguments by their types. */
final class Invocation {
  private final Properties task;
  private final Call call;

  Invocation(Properties task) {
    this.task = task;
    call =
        new Call(
            task.getProperty("signature"), task.getProperty("timestamp"), task.getProperty("body"));
  }

  Outcome call(Method method) throws ReflectiveOperationException {
    Object function = method.getDeclaringClass().getConstructor().newInstance();
    Parameter[] parameters = method.getParameters();
    Object[] arguments = new Object[parameters.length];
    int texts = 0;
    for (int i = 0; i < arguments.length; i++) {
      Class<?> type = parameters[i].getType();
      if (type == HttpRequestMessage.class) {
        arguments[i] = call.request();
      } else if (type == OutputBinding.class) {
        arguments[i] = call.queue();
      } else if (type == ExecutionContext.class) {
        arguments[i] = call.context();
      } else {
        // A queue's message comes first, its id second.
        arguments[i] = texts++ == 0 ? task.getProperty("body") : "an-id";
      }
    }
    return Outcome.of(method.invoke(function, arguments), call.queue().getValue());
  }
}
