package hearth.setup;

import java.io.Console;
import java.util.Optional;

/** Where the tools speak to a person. */
public interface Terminal {
  /** Prints a line. */
  void print(String line);

  /** Asks a question that yes or no answers; empty where nobody is there to answer. */
  Optional<Boolean> confirm(String question);

  /** The terminal this program was started from. */
  static Terminal ofProcess() {
    return new Terminal() {
      @Override
      public void print(String line) {
        System.out.println(line);
      }

      @Override
      public Optional<Boolean> confirm(String question) {
        Console console = System.console();
        if (console == null) {
          return Optional.empty();
        }
        String answer = console.readLine("%s [y/N] ", question);
        return Optional.of(answer != null && answer.strip().matches("(?i)y|yes"));
      }
    };
  }
}
