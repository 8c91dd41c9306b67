package hearth.local.host.function;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.logging.Level;

/** A function that can be invoked, by many threads at once. */
public final class AppFunction {
  private final FunctionDefinition definition;
  private final ClassLoader app;
  private final Instances instances;
  private final Consumer<String> log;
  private final Optional<Entry> entry;

  private record Entry(Class<?> type, Method method, Parameters parameters) {}

  /**
   * Looks the function up in the app, without running anything of it.
   *
   * @throws HostException when the jar lacks its class or method
   */
  public AppFunction(
      FunctionDefinition definition, ClassLoader app, Instances instances, Consumer<String> log) {
    this.definition = definition;
    this.app = app;
    this.instances = instances;
    this.log = log;
    this.entry = load();
  }

  public String name() {
    return definition.name();
  }

  public FunctionDefinition definition() {
    return definition;
  }

  private Optional<Entry> load() {
    try {
      Class<?> type = Class.forName(definition.className(), false, app);
      Method method = method(type);
      return Optional.of(new Entry(type, method, Parameters.of(method, definition)));
    } catch (ClassNotFoundException e) {
      throw new HostException(
          "function " + name() + ": the jar has no class " + definition.className(), e);
    } catch (LinkageError e) {
      HostLog.logger("host", log)
          .log(Level.SEVERE, "function " + name() + " cannot be loaded and will never answer", e);
      return Optional.empty();
    }
  }

  private Method method(Class<?> type) {
    List<Method> found =
        Arrays.stream(type.getMethods())
            .filter(method -> method.getName().equals(definition.method()))
            .toList();
    if (found.size() != 1) {
      throw new HostException(
          "function %s: %s has %d public methods %s, not one"
              .formatted(name(), type.getName(), found.size(), definition.method()));
    }
    return found.getFirst();
  }

  /** Runs it on this thread. */
  public Outcome invoke(Object trigger, Metadata metadata) {
    String id = UUID.randomUUID().toString();
    Invocation invocation =
        new Invocation(
            name(), id, HostLog.logger("function." + name() + " " + id, log), trigger, metadata);
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(app);
    try {
      return entry.isPresent() ? run(entry.get(), invocation) : unloadable(invocation);
    } catch (InvocationTargetException e) {
      return failed(invocation, e.getCause());
    } catch (ReflectiveOperationException | RuntimeException e) {
      return failed(invocation, e);
    } catch (LinkageError e) {
      invocation.getLogger().log(Level.SEVERE, "an error while loading: no reply", e);
      return new Outcome.NoReply();
    } finally {
      invocation.end();
      // The host's own clients look for their parts through the thread's class loader.
      thread.setContextClassLoader(before);
    }
  }

  private Outcome run(Entry loaded, Invocation invocation) throws ReflectiveOperationException {
    Object instance = instances.of(loaded.type());
    Object[] arguments = loaded.parameters().arguments(invocation);
    Object result = loaded.method().invoke(instance, arguments);
    definition.queueOutput("$return").ifPresent(b -> invocation.newOutput(b).setValue(result));
    return new Outcome.Returned(result, invocation.outputs());
  }

  private static Outcome unloadable(Invocation invocation) {
    invocation.getLogger().severe("the function could not be loaded: no reply");
    return new Outcome.NoReply();
  }

  private static Outcome failed(Invocation invocation, Throwable cause) {
    invocation.getLogger().log(Level.SEVERE, "failed: " + cause, cause);
    return new Outcome.Failed();
  }
}
