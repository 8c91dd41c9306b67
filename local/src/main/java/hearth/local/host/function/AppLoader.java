package hearth.local.host.function;

import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;

/**
 * Loads the app as the Java worker does: one class loader over its jar, parent first, the parent
 * showing of the worker only gson and the functions library.
 */
public final class AppLoader {
  private AppLoader() {}

  public static URLClassLoader of(Path jar) {
    try {
      return new URLClassLoader("app", new URL[] {jar.toUri().toURL()}, new Worker());
    } catch (MalformedURLException e) {
      throw new HostException("no URL can be made of " + jar, e);
    }
  }

  /** The worker's own packages that the app sees, above the JDK. */
  private static final class Worker extends ClassLoader {
    Worker() {
      super("worker", ClassLoader.getPlatformClassLoader());
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      if (name.startsWith("com.microsoft.azure.functions.")
          || name.startsWith("com.google.gson.")) {
        return AppLoader.class.getClassLoader().loadClass(name);
      }
      throw new ClassNotFoundException(name);
    }
  }
}
