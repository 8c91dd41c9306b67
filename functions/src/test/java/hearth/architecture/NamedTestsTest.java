package hearth.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Test classes that people, documents and the gate name are there. */
class NamedTestsTest {
  private static final Pattern NAMED =
      Pattern.compile("(?<![\\w/.])[A-Z][A-Za-z0-9]*[a-z0-9](?:Test|IT)\\b");

  @Test
  void everyTestClassThatIsNamedIsThere() throws IOException {
    Path root = ArchitectureDocumentTest.root();
    Set<String> named = new TreeSet<>();
    for (Path text : texts(root)) {
      NAMED.matcher(Files.readString(text)).results().forEach(match -> named.add(match.group()));
    }
    assertTrue(named.contains("LengthOptionTest"), () -> "found only " + named);
    Set<String> missing = new TreeSet<>(named);
    missing.removeAll(classes(root));
    assertEquals(Set.of(), missing);
  }

  private static Set<Path> texts(Path root) throws IOException {
    Set<Path> texts =
        new TreeSet<>(
            Set.of(root.resolve("README.md"), root.resolve("hearth"), root.resolve(".ci/run")));
    try (Stream<Path> docs = Files.walk(root.resolve("docs"))) {
      docs.filter(path -> path.toString().endsWith(".md")).forEach(texts::add);
    }
    return texts;
  }

  private static Set<String> classes(Path root) throws IOException {
    Set<String> classes = new TreeSet<>();
    for (String folder : Set.of("functions/src", "local/src", "setup/src", "bench")) {
      try (Stream<Path> files = Files.walk(root.resolve(folder))) {
        classes.addAll(
            files
                .map(path -> path.getFileName().toString())
                .filter(name -> name.endsWith(".java"))
                .map(name -> name.substring(0, name.length() - ".java".length()))
                .collect(Collectors.toSet()));
      }
    }
    return classes;
  }
}
