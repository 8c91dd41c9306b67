package hearth.architecture;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which classes a class reaches: those that its code names, those that theirs name, and so on,
 * through libraries too. The platform's own are reached, but not followed, and neither are those
 * that are too slow already.
 */
final class Reach {
  private static final List<String> ENDS =
      List.of(
          "java.",
          "javax.",
          "jdk.",
          "sun.",
          "com.sun.",
          "com.azure.",
          "reactor.",
          "com.fasterxml.jackson.databind.");

  /** Each class reached, and by which it was reached first. */
  private final Map<String, String> by = new HashMap<>();

  private final Deque<String> next = new ArrayDeque<>();

  private Reach() {}

  static Reach of(Class<?> start) {
    Reach reach = new Reach();
    reach.by.put(start.getName(), "");
    reach.next.add(start.getName());
    // What a class names is in the class itself: nothing else need be looked for meanwhile.
    ArchConfiguration.withThreadLocalScope(
        configuration -> {
          configuration.setResolveMissingDependenciesFromClassPath(false);
          while (!reach.next.isEmpty()) {
            reach.follow();
          }
        });
    return reach;
  }

  /** The classes reached below a package, each with the way to it. */
  List<String> within(String prefix) {
    return by.keySet().stream()
        .filter(name -> name.startsWith(prefix))
        .sorted()
        .map(this::way)
        .toList();
  }

  private void follow() {
    List<Class<?>> classes = new ArrayList<>();
    while (!next.isEmpty()) {
      load(next.remove(), classes);
    }
    for (JavaClass javaClass : new ClassFileImporter().importClasses(classes)) {
      javaClass.getDirectDependenciesFromSelf().stream()
          .map(dependency -> dependency.getTargetClass().getBaseComponentType())
          .forEach(target -> found(target, javaClass.getName()));
    }
  }

  private void found(JavaClass target, String from) {
    String name = target.getName();
    if (!target.isPrimitive() && by.putIfAbsent(name, from) == null && isFollowed(name)) {
      next.add(name);
    }
  }

  private static boolean isFollowed(String name) {
    return ENDS.stream().noneMatch(name::startsWith);
  }

  /** A class of an optional dependency that is not here can reach nothing. */
  private static void load(String name, Collection<Class<?>> classes) {
    try {
      classes.add(Class.forName(name, false, Reach.class.getClassLoader()));
    } catch (ClassNotFoundException | NoClassDefFoundError e) {
      classes.remove(null);
    }
  }

  private String way(String name) {
    String from = by.get(name);
    return from.isEmpty() ? name : way(from) + " -> " + name;
  }
}
