package hearth.local.host;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Makes jars of sources. */
public final class Jars {
  private Jars() {}

  /**
   * @param sources the file's name and its text; what does not end in .java goes in as it is
   * @param leftOut classes that the sources were compiled with, but that the jar lacks
   */
  public static void make(Path jar, Map<String, String> sources, List<String> leftOut) {
    try {
      Path work = Files.createTempDirectory(jar.getParent(), "sources");
      Path classes = Files.createDirectories(work.resolve("classes"));
      for (Map.Entry<String, String> source : sources.entrySet()) {
        Path root = source.getKey().endsWith(".java") ? work : classes;
        Path file = root.resolve(source.getKey());
        Files.createDirectories(file.getParent());
        Files.writeString(file, source.getValue());
      }
      compile(
          sources.keySet().stream().filter(n -> n.endsWith(".java")).map(work::resolve), classes);
      try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
          Stream<Path> files = Files.walk(classes)) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          String name = classes.relativize(file).toString();
          if (!leftOut.contains(name)) {
            out.putNextEntry(new JarEntry(name));
            out.write(Files.readAllBytes(file));
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void compile(Stream<Path> sources, Path classes) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager files =
        compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
      List<String> options =
          List.of("-d", classes.toString(), "-cp", libraryPath(), "-proc:none", "--release", "21");
      boolean isCompiled =
          compiler
              .getTask(
                  null,
                  files,
                  null,
                  options,
                  null,
                  files.getJavaFileObjectsFromPaths(sources.toList()))
              .call();
      if (!isCompiled) {
        throw new AssertionError("the sample app does not compile");
      }
    }
  }

  /** The functions library and gson, wherever the build has them. */
  private static String libraryPath() {
    String path =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    return Arrays.stream(path.split(System.getProperty("path.separator"), -1))
        .filter(entry -> entry.contains("azure-functions-java") || entry.contains("gson"))
        .reduce((one, other) -> one + System.getProperty("path.separator") + other)
        .orElseThrow();
  }
}
