package hearth.local.discord.rule;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonNodePath;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import hearth.local.http.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Discord's own description of its bodies: the part of its OpenAPI document that is in use, of the
 * date that stands in it ({@code discord-openapi.json}, written by {@code local/openapi/extract}).
 *
 * <p>Read more strictly than it is written: a key that it does not name is a mistake.
 */
final class OpenApi {
  private static final String FILE = "discord-openapi.json";
  private static final String REFERENCE = "#/components/schemas/";

  /** Texts by Discord's documentation and in its answers; the OpenAPI document has integers. */
  private static final Set<String> BIT_SETS = Set.of("default_member_permissions", "allow", "deny");

  private static final JsonNode PUBLISHED = read();
  private static final JsonNode SCHEMAS = strict(PUBLISHED.at("/components/schemas"));

  private OpenApi() {}

  /** The rule that a schema of the document makes. */
  static Rule of(String name) {
    ObjectNode root = Json.object().put("$ref", REFERENCE + name);
    root.putObject("components").set("schemas", SCHEMAS);
    JsonSchema schema =
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
            .getSchema(
                root, SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build());
    return (path, value, mistakes) ->
        schema.validate(value).forEach(message -> note(path, message, mistakes));
  }

  private static JsonNode read() {
    try (InputStream in = OpenApi.class.getResourceAsStream(FILE)) {
      return new ObjectMapper().readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The same schema, such that a validator names one mistake where there is one. */
  private static JsonNode strict(JsonNode schema) {
    if (schema instanceof ArrayNode list) {
      ArrayNode copy = Json.array();
      list.forEach(each -> copy.add(strict(each)));
      return copy;
    }
    if (!(schema instanceof ObjectNode object)) {
      return schema;
    }
    ObjectNode copy = Json.object();
    object
        .properties()
        .forEach(
            field ->
                copy.set(
                    field.getKey(),
                    BIT_SETS.contains(field.getKey()) ? Json.object() : strict(field.getValue())));
    if (copy.path("properties").isObject() && !copy.has("additionalProperties")) {
      copy.put("additionalProperties", false);
    }
    choice(copy);
    return copy;
  }

  /** A value out of some, null or something, or one kind of object by its type. */
  private static void choice(ObjectNode schema) {
    JsonNode choices = schema.path("oneOf");
    List<JsonNode> something = new ArrayList<>();
    choices.forEach(
        each -> {
          if (!each.path("type").asText().equals("null")) {
            something.add(each);
          }
        });
    if (something.isEmpty()) {
      return;
    }
    if (something.stream().allMatch(each -> each.has("const"))) {
      schema.remove("oneOf");
      ArrayNode values = schema.putArray("enum");
      something.forEach(each -> values.add(each.get("const")));
    } else if (something.size() == 1) {
      schema.remove("oneOf");
      schema.putObject("if").put("type", "null");
      schema.set("else", something.getFirst());
    } else if (something.stream().allMatch(each -> !types(each).isEmpty())) {
      schema.remove("oneOf");
      byType(schema, something);
    }
  }

  private static void byType(ObjectNode schema, List<JsonNode> kinds) {
    ArrayNode types = Json.array();
    ArrayNode all = schema.put("type", "object").putArray("allOf");
    for (JsonNode kind : kinds) {
      types.addAll((ArrayNode) types(kind));
      ObjectNode one = all.addObject();
      ObjectNode isOfIt = one.putObject("if");
      isOfIt.putArray("required").add("type");
      isOfIt.putObject("properties").putObject("type").set("enum", types(kind));
      one.set("then", kind);
    }
    schema.putObject("properties").putObject("type").set("enum", types);
    schema.putArray("required").add("type");
  }

  /** The values of {@code type} that an object of that schema has. */
  private static JsonNode types(JsonNode reference) {
    String name = reference.path("$ref").asText().replace(REFERENCE, "");
    return PUBLISHED.at("/components/schemas/" + name + "/properties/type/enum");
  }

  private static void note(String path, ValidationMessage message, Mistakes mistakes) {
    String at = path;
    JsonNodePath place = message.getInstanceLocation();
    for (int i = 0; i < place.getNameCount(); i++) {
      at = Rule.at(at, place.getElement(i).toString());
    }
    JsonNode limit = message.getSchemaNode();
    switch (message.getType()) {
      case "required" -> Values.missing(Rule.at(at, message.getProperty()), mistakes);
      case "additionalProperties" ->
          mistakes.add(Rule.at(at, message.getProperty()), "UNKNOWN_KEY", "Unknown key.");
      case "type" -> type(at, limit.toString(), mistakes);
      case "maxLength", "maxItems" ->
          mistakes.add(
              at, "BASE_TYPE_MAX_LENGTH", "Must be " + limit.asText() + " or fewer in length.");
      case "minLength", "minItems" ->
          mistakes.add(
              at, "BASE_TYPE_BAD_LENGTH", "Must be " + limit.asText() + " or more in length.");
      case "maximum" ->
          mistakes.add(
              at,
              "NUMBER_TYPE_MAX",
              "int value should be less than or equal to " + limit.asText() + ".");
      case "minimum" ->
          mistakes.add(
              at,
              "NUMBER_TYPE_MIN",
              "int value should be greater than or equal to " + limit.asText() + ".");
      case "enum" ->
          mistakes.add(
              at,
              at.endsWith("type") ? "UNION_TYPE_CHOICES" : "BASE_TYPE_CHOICES",
              "Value must be one of " + limit + ".");
      case "pattern" -> mistakes.add(at, "NUMBER_TYPE_COERCE", "Value is not snowflake.");
      case "format" -> mistakes.add(at, "URL_TYPE_INVALID_URL", "Not well formed.");
      default -> mistakes.add(at, "BASE_TYPE_CHOICES", message.getMessage());
    }
  }

  private static void type(String at, String wanted, Mistakes mistakes) {
    if (wanted.contains("string")) {
      mistakes.add(at, "STRING_TYPE_CONVERT", "Could not interpret the value as string.");
    } else if (wanted.contains("array")) {
      mistakes.add(at, "LIST_TYPE_CONVERT", "Only iterables may be used in a ListType");
    } else if (wanted.contains("object")) {
      mistakes.add(at, "DICT_TYPE_CONVERT", "Only dictionaries may be used in a DictType");
    } else if (wanted.contains("boolean")) {
      mistakes.add(at, "BOOLEAN_TYPE_CONVERT", "Must be either true or false.");
    } else {
      mistakes.add(at, "NUMBER_TYPE_COERCE", "Value is not int.");
    }
  }
}
