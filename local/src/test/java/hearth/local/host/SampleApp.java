package hearth.local.host;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The app that the tests host: its sources lie beside the tests' resources. */
public final class SampleApp {
  private static final byte[] JAR = jar();

  private SampleApp() {}

  /** A staging folder with the jar, and no function yet. */
  public static Staging in(Path directory) {
    try {
      Staging staging = new Staging(Files.createDirectories(directory.resolve("staging")));
      Files.write(staging.jar(), JAR);
      return staging;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] jar() {
    try {
      Path directory = Files.createTempDirectory("sample-app");
      Path jar = directory.resolve("sample.jar");
      Map<String, String> sources = new LinkedHashMap<>();
      for (String name : List.of("Http", "Queue", "Ticks", "Broken", "Missing", "Counted")) {
        sources.put("sample/" + name + ".java", source(name));
      }
      Jars.make(jar, sources, List.of("sample/Missing.class"));
      byte[] bytes = Files.readAllBytes(jar);
      try (var files = Files.walk(directory)) {
        for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
      return bytes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static String source(String name) throws IOException {
    try (var in = SampleApp.class.getResourceAsStream("sample/" + name + ".java.txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
