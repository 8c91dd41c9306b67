package hearth.setup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SetupTest {
  private final Notebook notes = Notebook.unattended();

  @ParameterizedTest
  @CsvSource({
    "registr, register",
    "register --gild 1, --guild",
    "register --guild, --guild",
    "register --yes=maybe, maybe",
    "register everything, 'everything'",
    "register --all, --all",
    "doctor --print, --print",
    "doctor --settings, --settings",
    "kept again, ID",
    "kept again --all, ID",
    "kept again 1 --all, --all",
    "kept again 1 2, '2'",
    "kept list, 'list'",
    "kept drop, 'kept drop --all'",
    "kept drop 1 --all, 'kept drop --all'",
    "kept drop 1 2, '2'",
    "kept --all, --all",
    "kept --guild 1, --guild",
  })
  void aWrongArgumentIsNamedBeforeAnythingIsLookedAt(String line, String words) {
    assertEquals(2, run(line.split(" ")));
    assertTrue(notes.text().contains(words), notes::text);
  }

  @ParameterizedTest
  @CsvSource({
    "register --help, --remove",
    "doctor -h, --settings",
    "kept --help, again",
    "kept again --help, ID",
    "kept drop --help, --all",
  })
  void helpTellsWhatThereIs(String line, String words) {
    assertEquals(0, run(line.split(" ")));
    assertTrue(notes.text().contains(words), notes::text);
  }

  @ParameterizedTest
  @CsvSource({"doctor --settings target/none", "kept --settings target/none again 1"})
  void settingsThatAreNotThereAreToldOf(String line) {
    assertEquals(1, run(line.split(" ")));
    assertTrue(notes.text().contains("target/none"), notes::text);
  }

  private int run(String... arguments) {
    return new Setup(notes, Map.of()).run(arguments);
  }
}
