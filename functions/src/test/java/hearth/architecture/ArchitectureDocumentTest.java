package hearth.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What docs/architecture.md says of files is so. */
class ArchitectureDocumentTest {
  private static final Path ROOT = root();
  private static final Path SOURCES = ROOT.resolve("functions/src/main/java/hearth");

  private static final Pattern CLASS =
      Pattern.compile("`((?:core|app|discord|azure|dns|json)/[\\w/]*\\w)`");

  private static final Pattern FILE =
      Pattern.compile("`((?:functions|local|setup|contracts|docs)/[\\w./-]*\\w|host\\.json)/?`");

  static Path root() {
    Path here = Path.of("").toAbsolutePath();
    while (!Files.isDirectory(here.resolve("contracts"))) {
      here = here.getParent();
    }
    return here;
  }

  private static String document() throws IOException {
    return Files.readString(ROOT.resolve("docs/architecture.md"));
  }

  private static List<String> found(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(match -> match.group(1)).toList();
  }

  @Test
  void everyFileThatItNamesIsThere() throws IOException {
    List<String> classes = found(CLASS, document());
    assertTrue(classes.size() > 40, () -> classes.size() + " classes are named");
    for (String name : classes) {
      boolean there =
          Files.exists(SOURCES.resolve(name + ".java")) || Files.isDirectory(SOURCES.resolve(name));
      assertTrue(there, name);
    }
    for (String name : found(FILE, document())) {
      assertTrue(Files.exists(ROOT.resolve(name)), name);
    }
  }

  @Test
  void everyPackageOfTheCoreIsInThePicture() throws IOException {
    String picture = document();
    try (Stream<Path> rooms = Files.list(SOURCES.resolve("core"))) {
      for (Path room : rooms.filter(Files::isDirectory).toList()) {
        assertTrue(picture.contains("─ " + room.getFileName() + "/"), room.toString());
      }
    }
  }

  /** The stable name stands for all targets: who names its types is who a target touches. */
  @Test
  void aTargetTouchesWhatItSays() throws IOException {
    Matcher section =
        Pattern.compile("## What a new target touches\n(.*?)\n## ", Pattern.DOTALL)
            .matcher(document());
    assertTrue(section.find());
    Set<String> said = new TreeSet<>(found(CLASS, section.group(1)));
    Pattern names = Pattern.compile("\\b(Hostname|HostnameTarget|DnsNames)\\b");
    try (Stream<Path> files = Files.walk(SOURCES)) {
      Set<String> touched =
          files
              .filter(file -> file.toString().endsWith(".java"))
              .filter(file -> names.matcher(text(file)).find())
              .map(file -> SOURCES.relativize(file).toString().replace(".java", ""))
              .sorted(Comparator.naturalOrder())
              .collect(Collectors.toCollection(TreeSet::new));
      assertEquals(touched, said);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
