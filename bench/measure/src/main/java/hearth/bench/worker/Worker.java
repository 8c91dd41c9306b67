package hearth.bench.worker;

import java.io.File;
import java.io.IOException;
import java.io.Reader;
import java.lang.reflect.Method;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.logging.Logger;

/**
 * Loads an app's functions and serves one invocation, as a worker that was just told which app it
 * is for. Prints one line: when it began, in milliseconds since 1970, and what it took, in
 * nanoseconds.
 */
final class Worker {
  private Worker() {}

  /** Takes the file that says what to do: see {@code hearth.bench.cold.Launch}. */
  public static void main(String[] args) throws Exception {
    Properties task = task(Path.of(args[0]));
    // By now the real worker has logged, and has read its environment.
    Logger.getLogger("worker").fine(System.getenv("PATH"));
    String warmUp = task.getProperty("warmUp");
    if (warmUp != null) {
      // The real worker calls a function of its own before it knows the app.
      Loaded own = Loaded.from(warmUp, task.getProperty("warmUpFunction"));
      new Invocation(task).call(own.methods().get(0));
    }
    mark("Loading");
    long began = System.currentTimeMillis();
    long start = System.nanoTime();
    Loaded app = Loaded.from(task.getProperty("jars"), task.getProperty("functions"));
    long loaded = System.nanoTime();
    mark("Calling");
    Outcome outcome = new Invocation(task).call(app.method(task.getProperty("call")));
    long end = System.nanoTime();
    mark("Done");
    System.out.println(
        "began="
            + began
            + " load="
            + (loaded - start)
            + " call="
            + (end - loaded)
            + " outcome="
            + outcome.text());
    System.out.flush();
    // Whatever threads the app left behind are not waited for.
    Runtime.getRuntime().halt(0);
  }

  /** Marks the phases in a class loading log: these classes are loaded at just these moments. */
  private static void mark(String phase) throws ClassNotFoundException {
    Class.forName("hearth.bench.worker.Phase$" + phase);
  }

  private static Properties task(Path file) throws IOException {
    Properties task = new Properties();
    try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      task.load(reader);
    }
    return task;
  }

  /**
   * The functions of an app, found as the worker finds them: by name alone, the first that fits.
   */
  private record Loaded(List<Method> methods) {

    static Loaded from(String jars, String entryPoints)
        throws MalformedURLException, ClassNotFoundException {
      List<URL> urls = new ArrayList<>();
      for (String jar : jars.split(File.pathSeparator, -1)) {
        urls.add(Path.of(jar).toUri().toURL());
      }
      // Stays open: so it does in the worker.
      URLClassLoader loader = new URLClassLoader(urls.toArray(new URL[0]));
      Thread.currentThread().setContextClassLoader(loader);
      List<Method> methods = new ArrayList<>();
      for (String entryPoint : entryPoints.split(",", -1)) {
        int dot = entryPoint.lastIndexOf('.');
        Class<?> type = Class.forName(entryPoint.substring(0, dot), false, loader);
        methods.add(find(type, entryPoint.substring(dot + 1)));
      }
      return new Loaded(methods);
    }

    private static Method find(Class<?> type, String name) {
      for (Method method : type.getMethods()) {
        if (method.getName().equals(name)) {
          method.getParameters();
          method.getParameterAnnotations();
          method.getAnnotations();
          return method;
        }
      }
      throw new IllegalArgumentException(type + " has no " + name);
    }

    Method method(String name) {
      for (Method method : methods) {
        if (method.getName().equals(name)) {
          return method;
        }
      }
      throw new IllegalArgumentException("the app has no " + name);
    }
  }
}
