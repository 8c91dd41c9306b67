package hearth.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** No record and no package is larger than a reader can hold in mind. */
class SizesTest {
  private static final int MOST_COMPONENTS = 10;
  private static final int MOST_FILES = 20;

  private static final Pattern RECORD = Pattern.compile("\\brecord (\\w+)(?:<[^(]*>)?\\s*\\(");

  private static final Pattern NO_CODE =
      Pattern.compile("/\\*.*?\\*/|//[^\\n]*|\"(?:\\\\.|[^\"\\\\\\n])*\"", Pattern.DOTALL);

  @Test
  void noRecordHasMoreThanTenComponents() {
    int records = 0;
    for (Path file : sources()) {
      String code = NO_CODE.matcher(text(file)).replaceAll("");
      Matcher record = RECORD.matcher(code);
      while (record.find()) {
        records++;
        int components = components(code, record.end());
        assertTrue(
            components <= MOST_COMPONENTS, record.group(1) + " has " + components + " components");
      }
    }
    assertTrue(records > 100, "records were found: " + records);
  }

  @Test
  void noPackageHasMoreThanTwentyFiles() {
    Map<String, Integer> files = new TreeMap<>();
    for (Path file : sources()) {
      String name = file.getParent().toString().replace('\\', '/');
      files.merge(name.substring(name.indexOf("/java/") + "/java/".length()), 1, Integer::sum);
    }
    assertTrue(files.size() > 20, "packages were found: " + files.size());
    files.values().removeIf(count -> count <= MOST_FILES);
    assertEquals(Map.of(), files);
  }

  @Test
  void componentsAreCountedWhateverTheirTypes() {
    assertEquals(0, components(")", 0));
    assertEquals(1, components("Map<String, List<Integer>> all)", 0));
    assertEquals(3, components("@A(b = 1, c = 2) int x, Map<K, V> y, int[] z) {", 0));
  }

  private static int components(String code, int start) {
    int parentheses = 1;
    int angles = 0;
    int commas = 0;
    int at = start;
    for (; parentheses > 0; at++) {
      switch (code.charAt(at)) {
        case '(' -> parentheses++;
        case ')' -> parentheses--;
        case '<' -> angles++;
        case '>' -> angles--;
        case ',' -> commas += parentheses == 1 && angles == 0 ? 1 : 0;
        default -> {}
      }
    }
    return code.substring(start, at - 1).isBlank() ? 0 : commas + 1;
  }

  private static List<Path> sources() {
    return Stream.of("functions", "local", "setup")
        .map(module -> root().resolve(module).resolve("src/main/java"))
        .flatMap(SizesTest::files)
        .filter(file -> file.toString().endsWith(".java"))
        .filter(file -> !file.endsWith("package-info.java"))
        .toList();
  }

  private static Stream<Path> files(Path folder) {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path root() {
    Path here = Path.of("").toAbsolutePath();
    while (!Files.isDirectory(here.resolve("contracts"))) {
      here = here.getParent();
    }
    return here;
  }
}
