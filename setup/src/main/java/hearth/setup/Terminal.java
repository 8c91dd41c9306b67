package hearth.setup;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.util.Optional;

/** The terminal at which a person is. */
public interface Terminal {
  /** Prints a line. */
  void print(String line);

  /** Asks a question that yes or no answers; empty where nobody is there to answer. */
  Optional<Boolean> confirm(String question);

  /**
   * Whether a person says yes.
   *
   * @throws Problem where nobody is there to be asked
   */
  default boolean agrees(String question) {
    return confirm(question)
        .orElseThrow(() -> new Problem("Nobody is there to be asked: add --yes to do it."));
  }

  /**
   * Without what could command a terminal or turn the direction of writing: names out of Discord
   * and Azure are printed too.
   */
  static String harmless(String line) {
    return line.replaceAll("[\\p{C}\\p{Zl}\\p{Zp}&&[^\n]]", "?");
  }

  /**
   * This program's input and output.
   *
   * @param attended whether a person sits at both; from inside, Java does not tell reliably
   */
  static Terminal ofProcess(boolean attended) {
    return new Terminal() {
      @Override
      public void print(String line) {
        System.out.println(harmless(line));
      }

      @Override
      public Optional<Boolean> confirm(String question) {
        if (!attended) {
          return Optional.empty();
        }
        System.out.print(question + " [y/N] ");
        System.out.flush();
        try {
          BufferedReader in =
              new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));
          String answer = in.readLine();
          return Optional.of(answer != null && answer.strip().matches("(?i)y|yes"));
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    };
  }
}
