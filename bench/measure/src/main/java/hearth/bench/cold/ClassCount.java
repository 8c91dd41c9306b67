package hearth.bench.cold;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The classes that a JVM loaded for an app, from its class loading log. Those of the worker itself
 * and of what it brings along are left out.
 *
 * @param ours Hearth's or the benchmark's own
 * @param libraries of the libraries in the app's jars
 * @param jdk the JDK's, including those it makes as it runs, as for a lambda
 */
record ClassCount(List<String> ours, List<String> libraries, List<String> jdk) {

  static ClassCount of(Path log) {
    ClassCount count = new ClassCount(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    boolean within = false;
    try {
      for (String line : Files.readAllLines(log)) {
        if (line.startsWith("hearth.bench.worker.Phase$")) {
          within = !line.startsWith("hearth.bench.worker.Phase$Done");
        } else if (within) {
          count.add(line);
        }
      }
      return count;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void add(String line) {
    String name = line.substring(0, line.indexOf(' '));
    if (name.startsWith("hearth.bench.worker.")
        || name.startsWith("com.microsoft.azure.functions.")) {
      return;
    }
    if (name.contains("$$Lambda") || name.matches("(java|javax|jdk|sun)\\..*")) {
      jdk.add(name);
    } else if (name.startsWith("hearth.")) {
      ours.add(name);
    } else {
      libraries.add(name);
    }
  }

  int app() {
    return ours.size() + libraries.size();
  }
}
