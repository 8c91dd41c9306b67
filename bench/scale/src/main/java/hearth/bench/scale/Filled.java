package hearth.bench.scale;

import hearth.core.port.Result;
import java.lang.reflect.Proxy;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Records and ports of which a measurement cares for a part only, so that a new component or a new
 * port does not change it.
 */
final class Filled {
  private Filled() {}

  /** A record with the named components; the others are empty. */
  static <R extends Record> R record(Class<R> type, Map<String, ?> known) {
    RecordComponent[] components = type.getRecordComponents();
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    Object[] values =
        Arrays.stream(components)
            .map(one -> known.containsKey(one.getName()) ? known.get(one.getName()) : empty(one))
            .toArray();
    try {
      return type.getDeclaredConstructor(types).newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(type + " cannot be made", e);
    }
  }

  private static Object empty(RecordComponent component) {
    Class<?> type = component.getType();
    if (type == boolean.class) {
      return false;
    }
    if (type == int.class) {
      return 0;
    }
    if (type == long.class) {
      return 0L;
    }
    if (type == List.class) {
      return List.of();
    }
    if (type.isRecord()) {
      return record(type.asSubclass(Record.class), Map.of());
    }
    return type.isInterface() ? port(type) : null;
  }

  /** A port that has done at once whatever it is asked. */
  static <P> P port(Class<P> type) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) ->
                Result.class.isAssignableFrom(method.getReturnType())
                    ? new Result.Done("done")
                    : null));
  }
}
