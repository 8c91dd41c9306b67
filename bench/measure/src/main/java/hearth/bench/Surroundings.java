package hearth.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.stream.Stream;

/** The machine of a measurement: without it a figure says nothing. */
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
        + "; one core hashes "
        + hashed()
        + " MB/s (SHA-256); "
        + System.getProperty("os.name")
        + " "
        + System.getProperty("os.version")
        + "; "
        + System.getProperty("java.vm.name")
        + " "
        + System.getProperty("java.vm.version");
  }

  /** A machine of the same name may be three times slower today: this tells. */
  private static long hashed() {
    byte[] block = new byte[1 << 20];
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      long best = Long.MAX_VALUE;
      for (int i = 0; i < 200; i++) {
        long begun = System.nanoTime();
        sha256.update(block);
        best = Math.min(best, System.nanoTime() - begun);
      }
      return 1_000_000_000L / best;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** The load average of the last minute. */
  public static String load() {
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
