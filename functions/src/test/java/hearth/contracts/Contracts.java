package hearth.contracts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The schemas and examples in {@code contracts/}, for every test that makes or reads a message. */
public final class Contracts {
  private static final Path FOLDER = folder();
  private static final ObjectMapper JSON = new ObjectMapper();

  private Contracts() {}

  /** What is wrong with a document by a schema such as {@code command}; empty if nothing is. */
  public static List<String> errors(String schema, String document) {
    try {
      JsonNode node = JSON.readTree(document);
      return schema(schema).validate(node).stream().map(ValidationMessage::getMessage).toList();
    } catch (IOException e) {
      return List.of("not JSON: " + e.getMessage());
    }
  }

  /** The JSON at a pointer in a schema. */
  static String at(String schema, String pointer) {
    try {
      String text = Files.readString(FOLDER.resolve(schema + ".schema.json"));
      return JSON.readTree(text).at(pointer).toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The examples of a schema. */
  public static List<Path> examples(String schema) {
    try (Stream<Path> files = Files.list(FOLDER.resolve("examples").resolve(schema))) {
      return files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One example's text, without the line break at its end. */
  public static String example(String schema, String name) {
    try {
      return Files.readString(FOLDER.resolve("examples").resolve(schema).resolve(name + ".json"))
          .strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonSchema schema(String name) throws IOException {
    SchemaValidatorsConfig strict =
        SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();
    return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
        .getSchema(Files.readString(FOLDER.resolve(name + ".schema.json")), strict);
  }

  private static Path folder() {
    Path here = Path.of("").toAbsolutePath();
    while (!Files.isDirectory(here.resolve("contracts"))) {
      here = here.getParent();
    }
    return here.resolve("contracts");
  }
}
