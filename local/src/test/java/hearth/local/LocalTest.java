package hearth.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class LocalTest {
  private final StringWriter told = new StringWriter();

  @ParameterizedTest
  @CsvSource({
    "local --prot 7000, --port",
    "local --speed, --speed",
    "local --speed fast, 'fast'",
    "local --speed 0, --speed must be",
    "local --speed NaN, --speed must be",
    "local --speed --port 1, --speed",
    "local --port 70000, --port must be",
    "local --port 1 --port 2, --port",
    "local --hidden 0, --hidden must be",
    "local --sweep -1, --sweep must be",
    "local --seed 1, --seed",
    "local --console-port 70000, --console-port must be",
    "demo --no-console, --no-console",
    "local 7000, 7000",
    "demo 3, 3",
    "demo --directory, --directory",
    "chaos often, 'often'",
    "chaos 0, N must be",
    "chaos 5 --seed x, 'x'",
    "lokal, lokal",
  })
  void aWrongArgumentIsNamedAndNothingStarts(String line, String words) {
    assertEquals(2, run(line.split(" ")));
    assertTrue(told.toString().contains(words), told::toString);
  }

  @Test
  void settingsThatCannotBeReadAreNoStackTrace() {
    assertEquals(1, run("local", "--settings", "target/no-such-file"));
    assertTrue(told.toString().startsWith("hearth: "), told::toString);
  }

  @ParameterizedTest
  @ValueSource(strings = {"local", "demo", "chaos"})
  void helpListsEveryOptionWithItsDefault(String command) {
    assertEquals(0, run(command, "--help"));
    for (String option : new String[] {"--speed", "--port", "--hidden", "--sweep", "--settings"}) {
      assertTrue(told.toString().contains(option), told::toString);
    }
    assertTrue(told.toString().contains(command.equals("local") ? "600" : "20"), told::toString);
  }

  private int run(String... arguments) {
    CommandLine line = Local.commandLine();
    PrintWriter out = new PrintWriter(told, true);
    return line.setOut(out).setErr(out).execute(arguments);
  }
}
