package hearth.bench.worker;

import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.HttpRequestMessage;
import com.microsoft.azure.functions.OutputBinding;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;

/** One invocation: a new instance of the function's class, and its arguments by their types. */
final class Invocation {
  private final Output output = new Output();
  private final Properties task;

  Invocation(Properties task) {
    this.task = task;
  }

  Outcome call(Method method) throws ReflectiveOperationException {
    Object function = method.getDeclaringClass().getConstructor().newInstance();
    Parameter[] parameters = method.getParameters();
    Object[] arguments = new Object[parameters.length];
    int texts = 0;
    for (int i = 0; i < arguments.length; i++) {
      Class<?> type = parameters[i].getType();
      if (type == HttpRequestMessage.class) {
        arguments[i] = request();
      } else if (type == OutputBinding.class) {
        arguments[i] = output;
      } else if (type == ExecutionContext.class) {
        arguments[i] = new Context();
      } else {
        // A queue's message comes first, its id second.
        arguments[i] = texts++ == 0 ? task.getProperty("body") : "an-id";
      }
    }
    return new Outcome((Response) method.invoke(function, arguments), output);
  }

  private Request request() {
    Map<String, String> headers = new TreeMap<>();
    headers.put("content-type", "application/json");
    headers.put("x-signature-ed25519", task.getProperty("signature"));
    headers.put("x-signature-timestamp", task.getProperty("timestamp"));
    return new Request(headers, Optional.of(task.getProperty("body")));
  }
}
