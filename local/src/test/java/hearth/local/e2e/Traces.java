package hearth.local.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

/** Finds a text in all that a local run has written: as it is, and within base64. */
final class Traces {
  private final Path directory;

  Traces(Path directory) {
    this.directory = directory;
  }

  /** The files that hold it, from the directory on, in order. */
  List<String> of(String text) {
    List<String> forms = forms(text);
    try (Stream<Path> files = Files.walk(directory)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> forms.stream().anyMatch(content(file)::contains))
          .map(file -> directory.relativize(file).toString())
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Of base64 what is the same whatever stands before and after, for each place in three bytes. */
  private static List<String> forms(String text) {
    List<String> forms = new ArrayList<>(List.of(text));
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    for (int before = 0; before < 3; before++) {
      byte[] moved = new byte[before + bytes.length];
      System.arraycopy(bytes, 0, moved, before, bytes.length);
      String encoded = Base64.getEncoder().withoutPadding().encodeToString(moved);
      forms.add(encoded.substring(before == 0 ? 0 : before + 1, encoded.length() - 1));
    }
    return forms;
  }

  private static String content(Path file) {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      return ""; // gone since
    }
  }
}
