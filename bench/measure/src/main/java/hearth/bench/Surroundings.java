package hearth.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Where a measurement was made: without it a figure says nothing. */
public final class Surroundings {
  private Surroundings() {}

  /** The machine, how busy it was, and the JVM, in one line. */
  public static String line() {
    return Runtime.getRuntime().availableProcessors()
        + " x "
        + field("/proc/cpuinfo", "model name", "processor unknown")
        + "; memory "
        + field("/proc/meminfo", "MemTotal", "unknown")
        + "; load before "
        + load()
        + "; "
        + System.getProperty("os.name")
        + " "
        + System.getProperty("os.version")
        + "; "
        + System.getProperty("java.vm.name")
        + " "
        + System.getProperty("java.vm.version");
  }

  private static String load() {
    try {
      return Files.readString(Path.of("/proc/loadavg")).split(" ", -1)[0];
    } catch (IOException e) {
      return "unknown";
    }
  }

  private static String field(String file, String name, String fallback) {
    try (Stream<String> lines = Files.lines(Path.of(file))) {
      return lines
          .filter(line -> line.startsWith(name))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse(fallback);
    } catch (IOException e) {
      return fallback;
    }
  }
}
