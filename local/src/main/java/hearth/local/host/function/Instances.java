package hearth.local.host.function;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;

/** Makes the instance that an invocation runs on. */
@FunctionalInterface
public interface Instances {
  /** The interface's name: it is on the class path only if the app or the host brings it. */
  String INJECTOR = "com.microsoft.azure.functions.spi.inject.FunctionInstanceInjector";

  /**
   * An instance of {@code type} for one invocation.
   *
   * @throws InvocationTargetException holding what a constructor or the injector threw
   */
  Object of(Class<?> type) throws ReflectiveOperationException;

  /**
   * A new instance for every invocation, or what the one injector gives that the app registers.
   *
   * @throws HostException when two are registered: the real worker throws as well
   */
  static Instances in(ClassLoader app) {
    Instances fresh = type -> type.getDeclaredConstructor().newInstance();
    try {
      Class<?> injectorType = Class.forName(INJECTOR, false, app);
      List<Object> injectors = new ArrayList<>();
      ServiceLoader.load(injectorType, app).forEach(injectors::add);
      if (injectors.size() > 1) {
        throw new HostException("the app registers more than one FunctionInstanceInjector");
      }
      Method getInstance = injectorType.getMethod("getInstance", Class.class);
      return injectors.isEmpty() ? fresh : type -> getInstance.invoke(injectors.getFirst(), type);
    } catch (ClassNotFoundException e) {
      return fresh;
    } catch (NoSuchMethodException e) {
      throw new HostException(INJECTOR + " is not the interface it should be", e);
    }
  }
}
