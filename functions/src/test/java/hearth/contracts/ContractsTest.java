package hearth.contracts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import hearth.core.CommandName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContractsTest {

  @TestFactory
  Stream<DynamicTest> everyExampleKeepsItsSchema() {
    return Stream.of("command", "game-event", "bell", "agent", "state", "servers")
        .flatMap(
            schema ->
                Contracts.examples(schema).stream()
                    .map(
                        file ->
                            DynamicTest.dynamicTest(
                                schema + "/" + file.getFileName(), () -> keeps(schema, file))));
  }

  private static void keeps(String schema, Path file) throws IOException {
    assertEquals(List.of(), Contracts.errors(schema, Files.readString(file)));
  }

  /** A command that is added to the table must be added there; this says with which words. */
  @ParameterizedTest
  @CsvSource({
    "command, /$defs/command/properties/name/enum",
    "servers, /$defs/fleetServer/properties/allow/propertyNames/enum"
  })
  void theSchemasKnowTheCommandsThatAreAnsweredBehindTheDoor(String schema, String place) {
    List<String> words =
        Arrays.stream(CommandName.values())
            .filter(
                name ->
                    schema.equals("servers")
                        ? name.isOfServer()
                        : name.answers() != CommandName.Answers.DOOR)
            .map(name -> '"' + name.word() + '"')
            .toList();
    assertEquals(words.toString(), Contracts.at(schema, place).replace(",", ", "));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          command    | start   | "interaction":"1307000000000000001" | "interaction":"one"
          command    | start   | "name":"start"                      | "name":"explode"
          command    | start   | "v":1                               | "v":1,"id":"x"
          command    | tick    | "n":17                              | "n":0
          game-event | players | "count":1                           | "count":-1
          game-event | players | "kind":"join"                       | "kind":"fly"
          bell       | ring    | "number":1795000000000             | "number":0
          agent      | hello   | "generation":3                      | "generation":0
          servers    | minimal | "port":2456                         | "port":0
          servers    | minimal | "name":"valheim"                    | "name":"Val heim"
          """)
  void aDocumentThatBreaksItsSchemaIsFound(
      String schema, String example, String right, String wrong) {
    String text = Contracts.example(schema, example).replaceAll("\\s*\\n\\s*|(?<=\":) ", "");
    String broken = text.replace(right, wrong);
    assertFalse(broken.equals(text), "the example holds " + right);
    assertFalse(Contracts.errors(schema, broken).isEmpty());
  }
}
