package hearth.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Azurite's answers and their times, as {@code bench/money/tally.mjs} notes it in the file that the
 * variable HEARTH_TALLY names.
 */
public final class Tally {
  private static final Pattern LINE =
      Pattern.compile(
          "\\{\"at\":([0-9.]+),\"method\":\"([A-Z]+)\",\"url\":\"([^\"]*)\",\"status\":([0-9]+)}");

  private final Path file = Path.of(System.getenv("HEARTH_TALLY"));

  /**
   * When the first request of a kind, after a moment, had been answered without an error.
   *
   * @param method a regular expression for the HTTP method
   * @param url one for a part of the address
   * @throws IllegalStateException where there was none
   */
  public Instant first(String method, String url, Instant after) {
    Pattern part = Pattern.compile(url);
    try (Stream<String> lines = Files.lines(file)) {
      return lines
          .map(LINE::matcher)
          .filter(Matcher::matches)
          .filter(line -> line.group(2).matches(method) && line.group(4).startsWith("2"))
          .filter(line -> part.matcher(line.group(3)).find())
          .map(line -> Instant.ofEpochMilli(Math.round(1000 * Double.parseDouble(line.group(1)))))
          .filter(at -> !at.isBefore(after))
          .findFirst()
          .orElseThrow(() -> new IllegalStateException("no " + method + " of " + url));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
